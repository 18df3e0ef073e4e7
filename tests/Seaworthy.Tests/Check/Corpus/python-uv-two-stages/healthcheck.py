import sys
import urllib.request

try:
    urllib.request.urlopen("http://127.0.0.1:8080/health", timeout=3)
except OSError:
    sys.exit(1)
