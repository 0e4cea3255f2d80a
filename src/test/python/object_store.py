"""An object store for tests: moto's S3 server on a free port of the loopback interface, in memory.

Prints its port, and ends when its standard input does. Requests can be made to fail:

  PUT /_fault?status=503&method=PUT&path=REGEX&times=N    the next N that match
  PUT /_fault?status=0                                    none any more; answers how many have
  GET /_requests                                          all so far, "METHOD path?query" a line

The store carries out one request after the other: moto closes the object that another one replaces,
though the first one's thread may not be done with it. What moto can't do is its own error then, 500.

A request whose sender has hung up is not carried out. Arrow waits 3 s for an answer, and then sends
the same again: on a busy machine, the first one could make its object after the run has cleaned up.
"""

import io
import os
import re
import socket
import sys
import threading
import urllib.parse

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server

ERROR = "<?xml version='1.0'?><Error><Code>{}</Code><Message>injected</Message></Error>"
NO_UPLOAD = "<?xml version='1.0'?><Error><Code>NoSuchUpload</Code><Message>aborted</Message></Error>"
CODES = {403: "AccessDenied", 500: "InternalError", 503: "SlowDown"}


class Faults:
    """Answers in the place of the store, when told so."""

    def __init__(self, store):
        self.store = store
        self.one_at_a_time = threading.Lock()
        self.lock = threading.Lock()
        self.requests = []
        self.fault = None
        self.spoiled = 0

    def __call__(self, environ, start_response):
        method, path, query = (environ[key] for key in ("REQUEST_METHOD", "PATH_INFO", "QUERY_STRING"))
        if path == "/_fault":
            fault = dict(urllib.parse.parse_qsl(query))
            with self.lock:
                spoiled, self.spoiled = self.spoiled, 0
                self.fault = None if fault["status"] == "0" else fault
            return self.answer(start_response, "200 OK", str(spoiled))
        if path == "/_requests":
            return self.answer(start_response, "200 OK", "\n".join(self.requests))
        with self.lock:
            self.requests.append(f"{method} {path}?{query}")
            status = self.status_of_fault(method, f"{path}?{query}")
        # Also for a fault: unless it is read, the sender sees no answer but a broken connection.
        sent = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(sent)
        if status:
            body = "" if method == "HEAD" else ERROR.format(CODES[status])
            return self.answer(start_response, f"{status} {CODES[status]}", body)
        with self.one_at_a_time:
            if has_hung_up(environ["werkzeug.socket"]):
                return self.answer(start_response, "408 Request Timeout", "")
            try:
                return self.store(environ, start_response)
            except KeyError:
                if "uploadId=" not in query:
                    raise
        # moto's, of an upload that was aborted
        return self.answer(start_response, "404 Not Found", NO_UPLOAD)

    def status_of_fault(self, method, target):
        fault = self.fault
        if not fault or fault.get("method", method) != method or not re.search(fault.get("path", ""), target):
            return 0
        fault["times"] = int(fault["times"]) - 1
        if fault["times"] < 0:
            return 0
        self.spoiled += 1
        return int(fault["status"])

    @staticmethod
    def answer(start_response, status, body):
        start_response(status, [("Content-Type", "application/xml"), ("Content-Length", str(len(body)))])
        return [body.encode()]


def has_hung_up(connection):
    try:
        return connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
    except BlockingIOError:  # it waits for the answer
        return False
    except ConnectionError:
        return True


class Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_request(self, code="-", size="-"):
        pass


def main():
    app = Faults(DomainDispatcherApplication(create_backend_app))
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    sys.stdin.read()
    os._exit(0)


main()
