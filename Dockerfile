FROM python:3.11-slim AS build
WORKDIR /src
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY bot bot
COPY handlers handlers
COPY storage storage
RUN python -m venv /opt/kiosk \
 && /opt/kiosk/bin/pip install --no-cache-dir -c constraints.txt '.[postgres]'

FROM python:3.11-slim
# ffprobe and ffmpeg are not needed: PyAV brings its own libraries.
RUN useradd --system --uid 10001 --create-home --home-dir /home/kiosk kiosk \
 && install -d -m 0700 -o kiosk -g kiosk /data
COPY --from=build /opt/kiosk /opt/kiosk
ENV PATH=/opt/kiosk/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DATABASE_URL=sqlite:////data/kiosk.db \
    DATA_FOLDER=/data \
    HTTP_HOST=0.0.0.0 \
    HTTP_PORT=8080 \
    LOG_FORMAT=json
USER kiosk
WORKDIR /home/kiosk
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen(f\"http://127.0.0.1:{os.environ['HTTP_PORT']}/healthz\", timeout=4)"]
CMD ["python", "-m", "bot", "run"]
