"""How long a change takes to be seen in a preview server: from the file's change until the page served holds it."""
import http.client
import socket
import subprocess
import time


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fetch(port, path):
    """The page's text, or nothing while the server is not there."""
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", path)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        connection.close()
        return text if answer.status == 200 else None
    except OSError:
        return None


def wait_for(port, path, word, seconds):
    """Seconds until the page holds `word`. Asks every millisecond or so."""
    started = time.perf_counter()
    while time.perf_counter() - started < seconds:
        text = fetch(port, path)
        if text and word in text:
            return time.perf_counter() - started
        time.sleep(0.001)
    raise SystemExit(f"the preview did not show {word} within {seconds} s")


def peak_memory(process):
    with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))


def time_edits(tool, root, page, change, runs):
    """([seconds for each edit], peak memory in MB) of the tool's preview server."""
    port = free_port()
    path = "/" + str(page.relative_to(root / "content").with_suffix("")) + "/"
    process = subprocess.Popen(tool.serve(str(root), port), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port, path, "<h1", 600)
        taken = []
        for number in range(runs):
            time.sleep(0.5)
            word = change(page, f"{tool.name}{number}")
            taken.append(wait_for(port, path, word, 300))
        return taken, peak_memory(process)
    finally:
        process.terminate()
        process.wait()
