export { listFile, outlineFile } from "./list-file.ts";
