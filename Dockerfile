# The server as an image: what was built, the packages that serving needs, and Node.js. PostgreSQL is another one's.

FROM node:22-bookworm-slim AS build
WORKDIR /muster
# The dependencies change less often than the sources.
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --omit=dev --no-audit --no-fund
COPY . .
RUN node scripts/build.mjs && node scripts/image-files.mjs /image

FROM node:22-bookworm-slim
ENV NODE_ENV=production \
    LOG_FORMAT=json \
    MUSTER_DATA_DIR=/data
# Mails go there where no mail server is named, and so does a secret where none is given. Nothing else is written.
RUN mkdir --mode=0700 /data && chown node:node /data
COPY --from=build /image /muster
WORKDIR /muster
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/api/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# The engine starts again what ended; nothing else has to watch over the server.
CMD ["node", "dist/server.js"]
