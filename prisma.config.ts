import { defineConfig } from "prisma/config";

// `prisma generate` needs no native engine with driver adapters, yet the CLI would download one.
// Pointing it at any existing executable keeps installs working on closed networks; migrate is untouched.
if (process.argv.includes("generate")) process.env["PRISMA_SCHEMA_ENGINE_BINARY"] ??= process.execPath;

export default defineConfig({ schema: "prisma/schema.prisma", migrations: { path: "prisma/migrations" } });
