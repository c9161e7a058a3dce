import { plays } from "../alerting";

describe("Above and below a level", () => {
  it("is told once each time that it becomes true, also of the first value", () => {
    plays({ condition: "above" }, [
      [0, 101, "alert"],
      [1, 105, ""],
      [2, 99, "clear"],
      [3, 98, ""],
      [4, 100.01, "alert"],
    ]);
    plays({ condition: "below" }, [
      [0, 99, "alert"],
      [1, 101, "clear"],
      [2, 99.5, "alert"],
    ]);
  });

  it("neither begins nor ends on the level itself", () => {
    plays({ condition: "above" }, [
      [0, 100, ""],
      [1, 101, "alert"],
      [2, 100, ""],
      [3, 99.99, "clear"],
      [4, 100, ""],
    ]);
    plays({ condition: "below" }, [
      [0, 100, ""],
      [1, 99, "alert"],
      [2, 100, ""],
      [3, 100.01, "clear"],
    ]);
  });

  it("is over only when it is past the level by the hysteresis", () => {
    plays({ condition: "above", hysteresis: 5 }, [
      [0, 101, "alert"],
      [1, 96, ""],
      [2, 95, ""],
      [3, 103, ""],
      [4, 94.9, "clear"],
      [5, 99, ""],
      [6, 100.1, "alert"],
    ]);
    plays({ condition: "below", hysteresis: 5 }, [
      [0, 99, "alert"],
      [1, 105, ""],
      [2, 105.1, "clear"],
      [3, 100, ""],
      [4, 99, "alert"],
    ]);
  });

  it("follows a level that is another one now", () => {
    plays({ condition: "above" }, [
      [0, 85, ""],
      [1, 85, "alert", { levels: [80] }],
      [2, 85, "clear", { levels: [90] }],
    ]);
  });

  it("takes points for hundredths, of levels and of hysteresis", () => {
    plays({ condition: "above", unit: "points", levels: [55], hysteresis: 2 }, [
      [0, 0.55, ""],
      [1, 0.5501, "alert"],
      [2, 0.53, ""],
      [3, 0.5299, "clear"],
    ]);
  });
});

describe("Outside and inside of two levels", () => {
  it("is told when it leaves them on either side, and when it is back", () => {
    plays({ condition: "outside", levels: [90, 110] }, [
      [0, 100, ""],
      [1, 110, ""],
      [2, 111, "alert"],
      [3, 110, ""],
      [4, 109, "clear"],
      [5, 89, "alert"],
      [6, 120, ""],
      [7, 91, "clear"],
    ]);
  });

  it("is back when it is inside by more than the hysteresis, past the level that it had left by", () => {
    plays({ condition: "outside", levels: [90, 110], hysteresis: 5 }, [
      [0, 111, "alert"],
      [1, 105, ""],
      [2, 104.9, "clear"],
      [3, 89, "alert"],
      [4, 95, ""],
      [5, 95.1, "clear"],
    ]);
    plays({ condition: "outside", levels: [90, 110], hysteresis: 15 }, [
      [0, 111, "alert"],
      [1, 94, "clear"],
    ]);
  });

  it("is inside on the levels too, and leaves by more than the hysteresis", () => {
    plays({ condition: "inside", levels: [90, 110], hysteresis: 5 }, [
      [0, 111, ""],
      [1, 110, "alert"],
      [2, 115, ""],
      [3, 115.1, "clear"],
      [4, 90, "alert"],
      [5, 85, ""],
      [6, 84.9, "clear"],
      [7, 89, ""],
    ]);
  });

  it("takes two levels in either order", () => {
    plays({ condition: "outside", levels: [110, 90] }, [
      [0, 100, ""],
      [1, 111, "alert"],
    ]);
    plays({ condition: "inside", levels: [110, 90] }, [
      [0, 80, ""],
      [1, 100, "alert"],
    ]);
  });
});
