"""git's smart HTTP on loopback: git http-backend as CGI, behind a server that names the user as a web server's log-in does."""
import base64
import os
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Backend(BaseHTTPRequestHandler):
    root = "/nonexistent"

    def log_message(self, *arguments):
        pass

    def body(self):
        if self.headers.get("Transfer-Encoding") == "chunked":
            data = b""
            while size := int(self.rfile.readline().split(b";")[0], 16):
                data += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return data
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def answer(self):
        user = ""
        if "Authorization" in self.headers:
            user = base64.b64decode(self.headers["Authorization"].split(" ")[1]).decode().split(":")[0]
        path, _, query = self.path.partition("?")
        if not user:
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="prov"')
            self.end_headers()
            return
        data = self.body()
        environment = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "GIT_PROJECT_ROOT": self.root,
                       "GIT_HTTP_EXPORT_ALL": "1", "PATH_INFO": path, "QUERY_STRING": query,
                       "REQUEST_METHOD": self.command, "CONTENT_TYPE": self.headers.get("Content-Type", ""),
                       "CONTENT_LENGTH": str(len(data)), "REMOTE_USER": user, "REMOTE_ADDR": "127.0.0.1",
                       "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
                       "GIT_PROTOCOL": self.headers.get("Git-Protocol", "")}
        made = subprocess.run(["git", "http-backend"], input=data, env=environment, capture_output=True, check=False)
        head, _, body = made.stdout.partition(b"\r\n\r\n")
        headers = [line.split(": ", 1) for line in head.decode().split("\r\n") if ": " in line]
        self.send_response(next((int(value.split()[0]) for name, value in headers if name == "Status"), 200))
        for name, value in headers:
            if name != "Status":
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = answer


def serve(root):
    """Starts the server; gives it and its port."""
    handler = type("Handler", (Backend,), {"root": str(root)})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, server.server_address[1]
