import { readFileSync, existsSync, writeFileSync, mkdirSync } from "node:fs";
import { collectMessages, readCatalogues, writeCatalogues, lookUp } from "./translation/catalogues.ts";
import { faultOf } from "./translation/message.ts";
const dir="/tmp/helpers/lang/";
const known=new Map<string,string>(); // area|message -> german
const byMessage=new Map<string,string>();
for (const set of ["index.json","index2.json"]) if (existsSync(dir+set)) {
 const index=JSON.parse(readFileSync(dir+set,"utf8")); const parts = set==="index.json"? [1,2,3,4,5,6,7,8,9].map(n=>`part${n}`):["part10","part11"];
 for (const p of parts) { const f=`${dir}${p}.de.txt`; if(!existsSync(f)) continue; for(const l of readFileSync(f,"utf8").split("\n")) { const t=l.indexOf("\t"); if(t<0||l.startsWith("#")) continue; const id=l.slice(0,t), g=l.slice(t+1).replaceAll("\\n","\n"); const k=id.lastIndexOf("."); const m=index[id.slice(0,k)]?.[Number(id.slice(k+1))-1]; if(!m||!g) continue; const fault=faultOf(m,g); if(fault){console.log(p,id,fault);continue;} known.set(id.slice(0,k)+"|"+m,g); byMessage.set(m,g);} }
}
writeCatalogues("de");
let filled=0, missing=0; const left: [string,string][]=[];
for (const [area,cat] of readCatalogues("de")) { for (const m of Object.keys(cat)) { if(cat[m]) {filled++; continue;} const g=known.get(area+"|"+m)??byMessage.get(m); if(g){cat[m]=g;filled++;} else {missing++; left.push([area,m]);} } writeFileSync(`locales/de/${area}.json`, JSON.stringify(cat,null,2)+"\n"); }
console.log({filled,missing});
if (process.argv[2]) { const idx: Record<string,string[]>={}; for(const [a,m] of left) (idx[a]??=[]).push(m); const used=collectMessages(); let out=""; for(const a of Object.keys(idx)) { out+=`## ${a}\n`; idx[a].forEach((m,i)=>{ const u=[...used.values()].flat().find(x=>x.message===m); out+=`${a}.${i+1}\t${m}\t# ${u?.path}:${u?.line}\n`; }); } writeFileSync(dir+process.argv[2]+".en.txt",out); if(process.argv[3]) writeFileSync(dir+process.argv[3],JSON.stringify(idx)); }
