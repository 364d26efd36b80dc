import { translatedFiles, allCodes } from "./translation/catalogues.ts";
import { translateModule } from "./translation/translate.ts";
import { scopeOf, isCopied, sourceOf } from "./translation/scope.ts";
const seen=new Map<string,string>();
for (const p of translatedFiles()) { if (!p.startsWith("frontend")|| scopeOf(p,isCopied(p))!=="all") continue; const code=sourceOf(p);
 const found=new Set(translateModule(p,code,"all",()=>undefined,allCodes()).messages.map(m=>m.line+"|"+m.message));
 code.split("\n").forEach((l,i)=>{ if(/^\s*(import|export .* from|\/?\*|\/\/)|className|from "/.test(l)) return; for(const m of l.matchAll(/(?<![\w=])"([A-Za-z][a-z]+(?: [a-z]+)*)"/g)){ const w=m[1]; if([...found].some(f=>f.includes(w)&&f.startsWith((i+1)+"|"))) continue; if(/===|!==|case "|: "[a-z-]+"( \||;)|\| "|typeof|type:|tone=|variant=|kind:/.test(l)) continue; const k=w; if(!seen.has(k)) seen.set(k,p.slice(13)+":"+(i+1)+"  "+l.trim().slice(0,90)); } }); }
for(const [w,l] of seen) console.log(w+"\t"+l);
