import { plain } from "./plain";

/** What people call coins, in the writings of the editor's languages. */
const NAMES: Readonly<Record<string, string>> = {
  BTC: "bitcoin xbt ビットコイン 비트코인 биткоин биткойн 比特币 比特幣",
  ETH: "ether ethereum éther éter イーサリアム イーサ 이더리움 이더 эфир эфириум 以太币 以太坊 以太幣",
  SOL: "solana ソラナ 솔라나 солана 索拉纳 索拉納",
  XRP: "ripple リップル 리플 рипл 瑞波币 瑞波幣",
  DOGE: "dogecoin ドージコイン 도지코인 догикоин доджкоин 狗狗币 狗狗幣",
  HYPE: "hyperliquid ハイパーリキッド 하이퍼리퀴드 гиперликвид хайперликвид",
  BNB: "binance バイナンス 바이낸스 бинанс 币安币 幣安幣",
  LTC: "litecoin ライトコイン 라이트코인 лайткоин 莱特币 萊特幣",
  ADA: "cardano カルダノ 카르다노 кардано 艾达币 艾達幣",
  AVAX: "avalanche アバランチ 아발란체 雪崩",
  DOT: "polkadot ポルカドット 폴카닷 波卡",
  LINK: "chainlink チェーンリンク 체인링크",
  TRX: "tron トロン 트론 трон 波场 波場",
  TON: "toncoin トンコイン 톤코인 тонкоин",
  XLM: "stellar ステラ 스텔라 стеллар 恒星币 恆星幣",
  UNI: "uniswap ユニスワップ 유니스왑",
  SHIB: "shiba 柴犬コイン 시바이누 柴犬币 柴犬幣",
};

const COINS = Object.entries(NAMES).map(([ticker, names]) => ({ ticker, names: plain(names).split(" ") }));

export const COIN_NAMES: readonly string[] = COINS.flatMap(({ names }) => names);

/** Letters that have to be typed of a name; of a script that writes a syllable or a word a sign, two will do. */
const LEAST_LETTERS = 3;

/** The tickers of the coins whose names begin with a word. */
export function tickersFor(word: string): readonly string[] {
  if (word.length < (/^[\u3040-\uffff]/.test(word) ? 2 : LEAST_LETTERS)) return [];
  return COINS.flatMap(({ ticker, names }) => (names.some((name) => name.startsWith(word)) ? [ticker] : []));
}
