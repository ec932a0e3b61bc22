"""A stand-in of NCALayer: a WebSocket server over TLS that signs digests as its module
kz.gov.pki.knca.basics does. `ncalayer.py FOLDER SIGNER…`: FOLDER/mode says how it behaves, its
port is printed, and the command SIGNER makes a CMS of the digest on its standard input."""
import base64
import hashlib
import json
import pathlib
import socket
import ssl
import struct
import subprocess
import sys
import threading

folder, signer = pathlib.Path(sys.argv[1]), sys.argv[2:]


def receive(stream):
    """The text of one message; None at the end. Those of browsers are masked."""
    text = b""
    while True:
        head = stream.read(2)
        if len(head) < 2 or head[0] & 15 == 8:
            return None
        size = head[1] & 127
        if size > 125:
            size = struct.unpack(">H" if size == 126 else ">Q", stream.read(2 if size == 126 else 8))[0]
        mask = stream.read(4)
        text += bytes(byte ^ mask[i % 4] for i, byte in enumerate(stream.read(size)))
        if head[0] & 128:
            return text


def send(stream, text):
    bytes_ = text.encode()
    size = len(bytes_)
    head = bytes([size]) if size < 126 else struct.pack(">BH", 126, size) if size < 65536 else struct.pack(">BQ", 127, size)
    stream.write(b"\x81" + head + bytes_)
    stream.flush()


def cms_of(digest):
    der = subprocess.run(signer, input=base64.b64decode(digest), stdout=subprocess.PIPE, check=True).stdout
    text = base64.encodebytes(der).decode()
    return f"-----BEGIN CMS-----\n{text}-----END CMS-----\n"


def answer(mode, request):
    arguments = request["args"]
    many = isinstance(arguments["data"], list)
    data = arguments["data"] if many else [arguments["data"]]
    wanted = {"decode": True, "encapsulate": False, "digested": True, "tsaProfile": None}
    if (request["module"], request["method"], arguments["format"]) != ("kz.gov.pki.knca.basics", "sign", "cms") \
            or arguments["signingParams"] != wanted:
        return {"status": False, "code": "INVALID_SIGNING_PARAMS", "message": "not what was agreed"}
    if mode == "refuse" or (mode == "old" and many):
        return {"status": False, "code": "SIGNING_FAILURE", "message": "Signing has failed."}
    if mode == "cancelled":
        return {"status": True, "body": {}}
    if mode == "other":
        data = [base64.b64encode(bytes(32)).decode()] * len(data)
    if mode == "swapped":
        data = data[::-1]
    result = [cms_of(digest) for digest in data]
    if mode == "few":
        result.pop()
    return {"status": True, "body": {"result": result if many else result[0]}}


def serve(connection):
    stream = connection.makefile("rwb")
    key = ""
    for line in iter(lambda: stream.readline().strip(), b""):
        if line.lower().startswith(b"sec-websocket-key:"):
            key = line.split(b":")[1].strip().decode()
    proof = base64.b64encode(hashlib.sha1((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode()).digest()).decode()
    stream.write(f"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {proof}\r\n\r\n".encode())
    send(stream, '{"result": {"version": "1.4"}}')
    while (text := receive(stream)) is not None:
        mode = (folder / "mode").read_text().strip()
        send(stream, "--heartbeat--")
        if mode == "hang":
            continue
        if mode == "close":
            break
        send(stream, "nonsense" if mode == "garbage" else json.dumps(answer(mode, json.loads(text))))
    connection.close()


def try_to_serve(connection, context):
    try:
        serve(context.wrap_socket(connection, server_side=True))
    except (OSError, ValueError):
        pass


context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(folder / "tls.pem", folder / "tls.key")
listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
while True:
    threading.Thread(target=try_to_serve, args=(listener.accept()[0], context), daemon=True).start()
