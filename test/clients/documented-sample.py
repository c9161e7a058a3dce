"""The client that the exchange's documentation shows, with websocket-client: it signs in, subscribes once it is connected, sends a
heartbeat every three seconds, and prints what comes.

Nothing in it is made for the simulator. The address, the key and the secret are arguments, where the documentation has constants.

Usage: documented-sample.py BASE ENDPOINT KEY SECRET REQUEST...
"""

import hashlib
import hmac
import json
import sys
import threading
import time

import websocket

base, endpoint, api_key, api_secret = sys.argv[1:5]
requests = sys.argv[5:]

HEARTBEAT_INTERVAL = 3


def signature(ts):
    text = "GET/users/self/verify?apiKey=" + api_key + "&ts=" + str(ts)
    return hmac.new(api_secret.encode(), text.encode(), hashlib.sha256).hexdigest().upper()


def address():
    ts = int(time.time() * 1000)
    query = "code=10&uuid=" + api_key + "&ts=" + str(ts) + "&sign=" + signature(ts) + "&apiKey=" + api_key
    return base + "/" + endpoint + "?" + query


def on_open(app):
    for request in requests:
        app.send(request)
    threading.Thread(target=keep_alive, args=(app,), daemon=True).start()


def keep_alive(app):
    while app.keep_running:
        app.send(json.dumps({"action": "heartbeat"}))
        time.sleep(HEARTBEAT_INTERVAL)


def on_message(app, message):
    print(json.dumps(json.loads(message)), flush=True)


def on_error(app, error):
    print("error: " + str(error), file=sys.stderr, flush=True)


def on_close(app, status, message):
    print("closed: " + str(status), file=sys.stderr, flush=True)


websocket.WebSocketApp(
    address(), on_open=on_open, on_message=on_message, on_error=on_error, on_close=on_close
).run_forever()
