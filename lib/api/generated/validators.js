// Made by "npm run update" from crds/*.yaml.
/* oxlint-disable */
"use strict";export const isCIDR=q;const y=new RegExp("^.","u");function q(u,{instancePath:i="",parentData:f,parentDataProperty:h,rootData:g=u}={}){let e=null,
r=0;if(u&&typeof u=="object"&&!Array.isArray(u)){if(u.apiVersion===void 0){const o={instancePath:i,schemaPath:"#/require\
d",keyword:"required",params:{missingProperty:"apiVersion"},message:"must have required property 'apiVersion'"};e===null?
e=[o]:e.push(o),r++}if(u.kind===void 0){const o={instancePath:i,schemaPath:"#/required",keyword:"required",params:{missingProperty:"\
kind"},message:"must have required property 'kind'"};e===null?e=[o]:e.push(o),r++}if(u.metadata===void 0){const o={instancePath:i,
schemaPath:"#/required",keyword:"required",params:{missingProperty:"metadata"},message:"must have required property 'met\
adata'"};e===null?e=[o]:e.push(o),r++}if(u.spec===void 0){const o={instancePath:i,schemaPath:"#/required",keyword:"requi\
red",params:{missingProperty:"spec"},message:"must have required property 'spec'"};e===null?e=[o]:e.push(o),r++}if(u.spec!==
void 0){let o=u.spec;if(o&&typeof o=="object"&&!Array.isArray(o)){if(o.config===void 0){const s={instancePath:i+"/spec",
schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty:"config"},message:"must have required\
 property 'config'"};e===null?e=[s]:e.push(s),r++}if(o.cidr===void 0){const s={instancePath:i+"/spec",schemaPath:"#/prop\
erties/spec/required",keyword:"required",params:{missingProperty:"cidr"},message:"must have required property 'cidr'"};e===
null?e=[s]:e.push(s),r++}if(o.config!==void 0){let s=o.config;if(s&&typeof s=="object"&&!Array.isArray(s)){if(s.name===void 0){
const t={instancePath:i+"/spec/config",schemaPath:"#/properties/spec/properties/config/required",keyword:"required",params:{
missingProperty:"name"},message:"must have required property 'name'"};e===null?e=[t]:e.push(t),r++}if(s.type===void 0){const t={
instancePath:i+"/spec/config",schemaPath:"#/properties/spec/properties/config/required",keyword:"required",params:{missingProperty:"\
type"},message:"must have required property 'type'"};e===null?e=[t]:e.push(t),r++}if(s.subnet===void 0){const t={instancePath:i+
"/spec/config",schemaPath:"#/properties/spec/properties/config/required",keyword:"required",params:{missingProperty:"sub\
net"},message:"must have required property 'subnet'"};e===null?e=[t]:e.push(t),r++}if(s.masterNets===void 0){const t={instancePath:i+
"/spec/config",schemaPath:"#/properties/spec/properties/config/required",keyword:"required",params:{missingProperty:"mas\
terNets"},message:"must have required property 'masterNets'"};e===null?e=[t]:e.push(t),r++}if(s.hostBlock===void 0){const t={
instancePath:i+"/spec/config",schemaPath:"#/properties/spec/properties/config/required",keyword:"required",params:{missingProperty:"\
hostBlock"},message:"must have required property 'hostBlock'"};e===null?e=[t]:e.push(t),r++}if(s.interfaceBlock===void 0){
const t={instancePath:i+"/spec/config",schemaPath:"#/properties/spec/properties/config/required",keyword:"required",params:{
missingProperty:"interfaceBlock"},message:"must have required property 'interfaceBlock'"};e===null?e=[t]:e.push(t),r++}if(s.
name!==void 0&&typeof s.name!="string"){const t={instancePath:i+"/spec/config/name",schemaPath:"#/properties/spec/proper\
ties/config/properties/name/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[t]:e.push(
t),r++}if(s.type!==void 0&&typeof s.type!="string"){const t={instancePath:i+"/spec/config/type",schemaPath:"#/properties\
/spec/properties/config/properties/type/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=
[t]:e.push(t),r++}if(s.subnet!==void 0&&typeof s.subnet!="string"){const t={instancePath:i+"/spec/config/subnet",schemaPath:"\
#/properties/spec/properties/config/properties/subnet/type",keyword:"type",params:{type:"string"},message:"must be strin\
g"};e===null?e=[t]:e.push(t),r++}if(s.masterNets!==void 0){let t=s.masterNets;if(Array.isArray(t)){const p=t.length;for(let n=0;n<
p;n++)if(typeof t[n]!="string"){const a={instancePath:i+"/spec/config/masterNets/"+n,schemaPath:"#/properties/spec/prope\
rties/config/properties/masterNets/items/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?
e=[a]:e.push(a),r++}}else{const p={instancePath:i+"/spec/config/masterNets",schemaPath:"#/properties/spec/properties/con\
fig/properties/masterNets/type",keyword:"type",params:{type:"array"},message:"must be array"};e===null?e=[p]:e.push(p),r++}}
if(s.hostBlock!==void 0){let t=s.hostBlock;if(!(typeof t=="number"&&!(t%1)&&!isNaN(t)&&isFinite(t))){const p={instancePath:i+
"/spec/config/hostBlock",schemaPath:"#/properties/spec/properties/config/properties/hostBlock/type",keyword:"type",params:{
type:"integer"},message:"must be integer"};e===null?e=[p]:e.push(p),r++}if(typeof t=="number"&&isFinite(t)){if(t>32||isNaN(
t)){const p={instancePath:i+"/spec/config/hostBlock",schemaPath:"#/properties/spec/properties/config/properties/hostBloc\
k/maximum",keyword:"maximum",params:{comparison:"<=",limit:32},message:"must be <= 32"};e===null?e=[p]:e.push(p),r++}if(t<
0||isNaN(t)){const p={instancePath:i+"/spec/config/hostBlock",schemaPath:"#/properties/spec/properties/config/properties\
/hostBlock/minimum",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"};e===null?e=[p]:e.push(p),
r++}}}if(s.interfaceBlock!==void 0){let t=s.interfaceBlock;if(!(typeof t=="number"&&!(t%1)&&!isNaN(t)&&isFinite(t))){const p={
instancePath:i+"/spec/config/interfaceBlock",schemaPath:"#/properties/spec/properties/config/properties/interfaceBlock/t\
ype",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[p]:e.push(p),r++}if(typeof t=="number"&&
isFinite(t)){if(t>32||isNaN(t)){const p={instancePath:i+"/spec/config/interfaceBlock",schemaPath:"#/properties/spec/prop\
erties/config/properties/interfaceBlock/maximum",keyword:"maximum",params:{comparison:"<=",limit:32},message:"must be <=\
 32"};e===null?e=[p]:e.push(p),r++}if(t<0||isNaN(t)){const p={instancePath:i+"/spec/config/interfaceBlock",schemaPath:"#\
/properties/spec/properties/config/properties/interfaceBlock/minimum",keyword:"minimum",params:{comparison:">=",limit:0},
message:"must be >= 0"};e===null?e=[p]:e.push(p),r++}}}if(s.excludeCIDRs!==void 0){let t=s.excludeCIDRs;if(Array.isArray(
t)){const p=t.length;for(let n=0;n<p;n++)if(typeof t[n]!="string"){const a={instancePath:i+"/spec/config/excludeCIDRs/"+
n,schemaPath:"#/properties/spec/properties/config/properties/excludeCIDRs/items/type",keyword:"type",params:{type:"strin\
g"},message:"must be string"};e===null?e=[a]:e.push(a),r++}}else{const p={instancePath:i+"/spec/config/excludeCIDRs",schemaPath:"\
#/properties/spec/properties/config/properties/excludeCIDRs/type",keyword:"type",params:{type:"array"},message:"must be \
array"};e===null?e=[p]:e.push(p),r++}}if(s.vlanMode!==void 0&&typeof s.vlanMode!="string"){const t={instancePath:i+"/spe\
c/config/vlanMode",schemaPath:"#/properties/spec/properties/config/properties/vlanMode/type",keyword:"type",params:{type:"\
string"},message:"must be string"};e===null?e=[t]:e.push(t),r++}}else{const t={instancePath:i+"/spec/config",schemaPath:"\
#/properties/spec/properties/config/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[t]:
e.push(t),r++}}if(o.cidr!==void 0){let s=o.cidr;if(Array.isArray(s)){const t=s.length;for(let p=0;p<t;p++){let n=s[p];if(n&&
typeof n=="object"&&!Array.isArray(n)){if(n.netAddress===void 0){const a={instancePath:i+"/spec/cidr/"+p,schemaPath:"#/p\
roperties/spec/properties/cidr/items/required",keyword:"required",params:{missingProperty:"netAddress"},message:"must ha\
ve required property 'netAddress'"};e===null?e=[a]:e.push(a),r++}if(n.interfaceIndex===void 0){const a={instancePath:i+"\
/spec/cidr/"+p,schemaPath:"#/properties/spec/properties/cidr/items/required",keyword:"required",params:{missingProperty:"\
interfaceIndex"},message:"must have required property 'interfaceIndex'"};e===null?e=[a]:e.push(a),r++}if(n.vlanCIDR===void 0){
const a={instancePath:i+"/spec/cidr/"+p,schemaPath:"#/properties/spec/properties/cidr/items/required",keyword:"required",
params:{missingProperty:"vlanCIDR"},message:"must have required property 'vlanCIDR'"};e===null?e=[a]:e.push(a),r++}if(n.
hosts===void 0){const a={instancePath:i+"/spec/cidr/"+p,schemaPath:"#/properties/spec/properties/cidr/items/required",keyword:"\
required",params:{missingProperty:"hosts"},message:"must have required property 'hosts'"};e===null?e=[a]:e.push(a),r++}if(n.
netAddress!==void 0&&typeof n.netAddress!="string"){const a={instancePath:i+"/spec/cidr/"+p+"/netAddress",schemaPath:"#/\
properties/spec/properties/cidr/items/properties/netAddress/type",keyword:"type",params:{type:"string"},message:"must be\
 string"};e===null?e=[a]:e.push(a),r++}if(n.interfaceIndex!==void 0){let a=n.interfaceIndex;if(!(typeof a=="number"&&!(a%
1)&&!isNaN(a)&&isFinite(a))){const m={instancePath:i+"/spec/cidr/"+p+"/interfaceIndex",schemaPath:"#/properties/spec/pro\
perties/cidr/items/properties/interfaceIndex/type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===
null?e=[m]:e.push(m),r++}if(typeof a=="number"&&isFinite(a)&&(a<0||isNaN(a))){const m={instancePath:i+"/spec/cidr/"+p+"/\
interfaceIndex",schemaPath:"#/properties/spec/properties/cidr/items/properties/interfaceIndex/minimum",keyword:"minimum",
params:{comparison:">=",limit:0},message:"must be >= 0"};e===null?e=[m]:e.push(m),r++}}if(n.vlanCIDR!==void 0&&typeof n.
vlanCIDR!="string"){const a={instancePath:i+"/spec/cidr/"+p+"/vlanCIDR",schemaPath:"#/properties/spec/properties/cidr/it\
ems/properties/vlanCIDR/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[a]:e.push(a),r++}
if(n.hosts!==void 0){let a=n.hosts;if(Array.isArray(a)){const m=a.length;for(let d=0;d<m;d++){let c=a[d];if(c&&typeof c==
"object"&&!Array.isArray(c)){if(c.hostIndex===void 0){const l={instancePath:i+"/spec/cidr/"+p+"/hosts/"+d,schemaPath:"#/\
properties/spec/properties/cidr/items/properties/hosts/items/required",keyword:"required",params:{missingProperty:"hostI\
ndex"},message:"must have required property 'hostIndex'"};e===null?e=[l]:e.push(l),r++}if(c.hostName===void 0){const l={
instancePath:i+"/spec/cidr/"+p+"/hosts/"+d,schemaPath:"#/properties/spec/properties/cidr/items/properties/hosts/items/re\
quired",keyword:"required",params:{missingProperty:"hostName"},message:"must have required property 'hostName'"};e===null?
e=[l]:e.push(l),r++}if(c.interfaceName===void 0){const l={instancePath:i+"/spec/cidr/"+p+"/hosts/"+d,schemaPath:"#/prope\
rties/spec/properties/cidr/items/properties/hosts/items/required",keyword:"required",params:{missingProperty:"interfaceN\
ame"},message:"must have required property 'interfaceName'"};e===null?e=[l]:e.push(l),r++}if(c.hostIP===void 0){const l={
instancePath:i+"/spec/cidr/"+p+"/hosts/"+d,schemaPath:"#/properties/spec/properties/cidr/items/properties/hosts/items/re\
quired",keyword:"required",params:{missingProperty:"hostIP"},message:"must have required property 'hostIP'"};e===null?e=
[l]:e.push(l),r++}if(c.podCIDR===void 0){const l={instancePath:i+"/spec/cidr/"+p+"/hosts/"+d,schemaPath:"#/properties/sp\
ec/properties/cidr/items/properties/hosts/items/required",keyword:"required",params:{missingProperty:"podCIDR"},message:"\
must have required property 'podCIDR'"};e===null?e=[l]:e.push(l),r++}if(c.hostIndex!==void 0){let l=c.hostIndex;if(!(typeof l==
"number"&&!(l%1)&&!isNaN(l)&&isFinite(l))){const b={instancePath:i+"/spec/cidr/"+p+"/hosts/"+d+"/hostIndex",schemaPath:"\
#/properties/spec/properties/cidr/items/properties/hosts/items/properties/hostIndex/type",keyword:"type",params:{type:"i\
nteger"},message:"must be integer"};e===null?e=[b]:e.push(b),r++}if(typeof l=="number"&&isFinite(l)&&(l<0||isNaN(l))){const b={
instancePath:i+"/spec/cidr/"+p+"/hosts/"+d+"/hostIndex",schemaPath:"#/properties/spec/properties/cidr/items/properties/h\
osts/items/properties/hostIndex/minimum",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"};e===
null?e=[b]:e.push(b),r++}}if(c.hostName!==void 0&&typeof c.hostName!="string"){const l={instancePath:i+"/spec/cidr/"+p+"\
/hosts/"+d+"/hostName",schemaPath:"#/properties/spec/properties/cidr/items/properties/hosts/items/properties/hostName/ty\
pe",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[l]:e.push(l),r++}if(c.interfaceName!==void 0&&
typeof c.interfaceName!="string"){const l={instancePath:i+"/spec/cidr/"+p+"/hosts/"+d+"/interfaceName",schemaPath:"#/pro\
perties/spec/properties/cidr/items/properties/hosts/items/properties/interfaceName/type",keyword:"type",params:{type:"st\
ring"},message:"must be string"};e===null?e=[l]:e.push(l),r++}if(c.hostIP!==void 0&&typeof c.hostIP!="string"){const l={
instancePath:i+"/spec/cidr/"+p+"/hosts/"+d+"/hostIP",schemaPath:"#/properties/spec/properties/cidr/items/properties/host\
s/items/properties/hostIP/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[l]:e.push(l),
r++}if(c.podCIDR!==void 0&&typeof c.podCIDR!="string"){const l={instancePath:i+"/spec/cidr/"+p+"/hosts/"+d+"/podCIDR",schemaPath:"\
#/properties/spec/properties/cidr/items/properties/hosts/items/properties/podCIDR/type",keyword:"type",params:{type:"str\
ing"},message:"must be string"};e===null?e=[l]:e.push(l),r++}if(c.ippool!==void 0&&typeof c.ippool!="string"){const l={instancePath:i+
"/spec/cidr/"+p+"/hosts/"+d+"/ippool",schemaPath:"#/properties/spec/properties/cidr/items/properties/hosts/items/propert\
ies/ippool/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[l]:e.push(l),r++}}else{const l={
instancePath:i+"/spec/cidr/"+p+"/hosts/"+d,schemaPath:"#/properties/spec/properties/cidr/items/properties/hosts/items/ty\
pe",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[l]:e.push(l),r++}}}else{const m={instancePath:i+
"/spec/cidr/"+p+"/hosts",schemaPath:"#/properties/spec/properties/cidr/items/properties/hosts/type",keyword:"type",params:{
type:"array"},message:"must be array"};e===null?e=[m]:e.push(m),r++}}}else{const a={instancePath:i+"/spec/cidr/"+p,schemaPath:"\
#/properties/spec/properties/cidr/items/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=
[a]:e.push(a),r++}}}else{const t={instancePath:i+"/spec/cidr",schemaPath:"#/properties/spec/properties/cidr/type",keyword:"\
type",params:{type:"array"},message:"must be array"};e===null?e=[t]:e.push(t),r++}}}else{const s={instancePath:i+"/spec",
schemaPath:"#/properties/spec/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[s]:e.push(
s),r++}}if(u.status!==void 0){let o=u.status;if(o&&typeof o=="object"&&!Array.isArray(o)){if(o.slices!==void 0){let s=o.
slices;if(!(typeof s=="number"&&!(s%1)&&!isNaN(s)&&isFinite(s))){const t={instancePath:i+"/status/slices",schemaPath:"#/\
properties/status/properties/slices/type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[
t]:e.push(t),r++}if(typeof s=="number"&&isFinite(s)&&(s<0||isNaN(s))){const t={instancePath:i+"/status/slices",schemaPath:"\
#/properties/status/properties/slices/minimum",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"};
e===null?e=[t]:e.push(t),r++}}if(o.hosts!==void 0){let s=o.hosts;if(!(typeof s=="number"&&!(s%1)&&!isNaN(s)&&isFinite(s))){
const t={instancePath:i+"/status/hosts",schemaPath:"#/properties/status/properties/hosts/type",keyword:"type",params:{type:"\
integer"},message:"must be integer"};e===null?e=[t]:e.push(t),r++}if(typeof s=="number"&&isFinite(s)&&(s<0||isNaN(s))){const t={
instancePath:i+"/status/hosts",schemaPath:"#/properties/status/properties/hosts/minimum",keyword:"minimum",params:{comparison:"\
>=",limit:0},message:"must be >= 0"};e===null?e=[t]:e.push(t),r++}}if(o.blocks!==void 0){let s=o.blocks;if(!(typeof s=="\
number"&&!(s%1)&&!isNaN(s)&&isFinite(s))){const t={instancePath:i+"/status/blocks",schemaPath:"#/properties/status/prope\
rties/blocks/type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[t]:e.push(t),r++}if(typeof s==
"number"&&isFinite(s)&&(s<0||isNaN(s))){const t={instancePath:i+"/status/blocks",schemaPath:"#/properties/status/propert\
ies/blocks/minimum",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"};e===null?e=[t]:e.push(t),
r++}}if(o.observedGeneration!==void 0){let s=o.observedGeneration;if(!(typeof s=="number"&&!(s%1)&&!isNaN(s)&&isFinite(s))){
const t={instancePath:i+"/status/observedGeneration",schemaPath:"#/properties/status/properties/observedGeneration/type",
keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[t]:e.push(t),r++}}}else{const s={instancePath:i+
"/status",schemaPath:"#/properties/status/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?
e=[s]:e.push(s),r++}}if(u.apiVersion!==void 0&&u.apiVersion!=="multinic.fms.io/v1"){const o={instancePath:i+"/apiVersion",
schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue:"multinic.fms.io/v1"},message:"must be e\
qual to constant"};e===null?e=[o]:e.push(o),r++}if(u.kind!==void 0&&u.kind!=="CIDR"){const o={instancePath:i+"/kind",schemaPath:"\
#/properties/kind/const",keyword:"const",params:{allowedValue:"CIDR"},message:"must be equal to constant"};e===null?e=[o]:
e.push(o),r++}if(u.metadata!==void 0){let o=u.metadata;if(o&&typeof o=="object"&&!Array.isArray(o)){if(o.name===void 0){
const s={instancePath:i+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty:"\
name"},message:"must have required property 'name'"};e===null?e=[s]:e.push(s),r++}if(o.name!==void 0){let s=o.name;if(typeof s==
"string"){if(!y.test(s)){const t={instancePath:i+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/patt\
ern",keyword:"pattern",params:{pattern:"^."},message:'must match pattern "^."'};e===null?e=[t]:e.push(t),r++}}else{const t={
instancePath:i+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type:"str\
ing"},message:"must be string"};e===null?e=[t]:e.push(t),r++}}if(o.uid!==void 0){let s=o.uid;if(typeof s=="string"){if(!y.
test(s)){const t={instancePath:i+"/metadata/uid",schemaPath:"#/properties/metadata/properties/uid/pattern",keyword:"patt\
ern",params:{pattern:"^."},message:'must match pattern "^."'};e===null?e=[t]:e.push(t),r++}}else{const t={instancePath:i+
"/metadata/uid",schemaPath:"#/properties/metadata/properties/uid/type",keyword:"type",params:{type:"string"},message:"mu\
st be string"};e===null?e=[t]:e.push(t),r++}}}else{const s={instancePath:i+"/metadata",schemaPath:"#/properties/metadata\
/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[s]:e.push(s),r++}}}else{const o={instancePath:i,
schemaPath:"#/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[o]:e.push(o),r++}return q.
errors=e,r===0}export const isConfig=v;const P={type:"object",required:["apiVersion","kind","metadata","spec"],properties:{
spec:{type:"object",required:["cniType","daemon","getInterfacePath","ipamType","joinPath"],properties:{cniType:{type:"st\
ring"},ipamType:{type:"string"},joinPath:{type:"string"},getInterfacePath:{type:"string"},addRoutePath:{type:"string"},deleteRoutePath:{
type:"string"},urgentReconcileSeconds:{type:"integer",minimum:0},normalReconcileMinutes:{type:"integer",minimum:0},longReconcileMinutes:{
type:"integer",minimum:0},contextTimeoutMinutes:{type:"integer",minimum:0},logLevel:{type:"integer",minimum:0,maximum:127},
meta:{type:"object",properties:{mode:{type:"string"},namespaceIsolation:{type:"boolean"},globalNamespaces:{type:"array",
items:{type:"string"}},multusName:{type:"boolean"}}},daemon:{type:"object",required:["image","port"],properties:{image:{
type:"string"},port:{type:"integer"},healthPort:{type:"integer"},cniBinDir:{type:"string"},cniConfDir:{type:"string"},nics:{
type:"object",properties:{kinds:{type:"array",items:{type:"string"}},pattern:{type:"string"},exclude:{type:"string"}}},priorityClassName:{
type:"string"},updateStrategy:{type:"object",properties:{maxUnavailable:{pattern:"^([1-9][0-9]?|100)%$",minimum:1,type:[
"integer","string"]}}},affinity:{type:"object"},nodeSelector:{type:"object",additionalProperties:{type:"string"}},tolerations:{
type:"array",items:{type:"object",properties:{key:{type:"string"},operator:{type:"string"},value:{type:"string"},effect:{
type:"string"},tolerationSeconds:{type:"integer",format:"int64"}}}},imagePullPolicy:{type:"string"},imagePullSecretName:{
type:"string"},securityContext:{type:"object",properties:{allowPrivilegeEscalation:{type:"boolean"},appArmorProfile:{type:"\
object",required:["type"],properties:{localhostProfile:{type:"string"},type:{type:"string"}}},capabilities:{type:"object",
properties:{add:{type:"array",items:{type:"string"}},drop:{type:"array",items:{type:"string"}}}},privileged:{type:"boole\
an"},procMount:{type:"string"},readOnlyRootFilesystem:{type:"boolean"},runAsGroup:{type:"integer",format:"int64"},runAsNonRoot:{
type:"boolean"},runAsUser:{type:"integer",format:"int64"},seLinuxOptions:{type:"object",properties:{level:{type:"string"},
role:{type:"string"},type:{type:"string"},user:{type:"string"}}},seccompProfile:{type:"object",required:["type"],properties:{
localhostProfile:{type:"string"},type:{type:"string"}}},windowsOptions:{type:"object",properties:{gmsaCredentialSpec:{type:"\
string"},gmsaCredentialSpecName:{type:"string"},hostProcess:{type:"boolean"},runAsUserName:{type:"string"}}}}},env:{type:"\
array",items:{type:"object",required:["name"],properties:{name:{type:"string"},value:{type:"string"},valueFrom:{type:"ob\
ject",properties:{configMapKeyRef:{type:"object",required:["key"],properties:{key:{type:"string"},name:{type:"string"},optional:{
type:"boolean"}}},fieldRef:{type:"object",required:["fieldPath"],properties:{apiVersion:{type:"string"},fieldPath:{type:"\
string"}}},resourceFieldRef:{type:"object",required:["resource"],properties:{containerName:{type:"string"},divisor:{pattern:"\
^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$",type:["integer","string"]},resource:{type:"\
string"}}},secretKeyRef:{type:"object",required:["key"],properties:{key:{type:"string"},name:{type:"string"},optional:{type:"\
boolean"}}}}}}}},envFrom:{type:"array",items:{type:"object",properties:{prefix:{type:"string"},configMapRef:{type:"objec\
t",properties:{name:{type:"string"},optional:{type:"boolean"}}},secretRef:{type:"object",properties:{name:{type:"string"},
optional:{type:"boolean"}}}}}},resources:{type:"object",properties:{claims:{type:"array",items:{type:"object",required:[
"name"],properties:{name:{type:"string"},request:{type:"string"}}}},limits:{type:"object",additionalProperties:{pattern:"\
^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$",type:["integer","string"]}},requests:{type:"\
object",additionalProperties:{pattern:"^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$",type:[
"integer","string"]}}}},mounts:{type:"array",items:{type:"object",required:["name","podpath","hostpath"],properties:{name:{
type:"string"},podpath:{type:"string"},hostpath:{type:"string"}}}}}}}},status:{type:"object",properties:{observedGeneration:{
type:"integer",format:"int64"},image:{type:"string"},nodes:{type:"string"},desiredNodes:{type:"integer"},readyNodes:{type:"\
integer"},updatedNodes:{type:"integer"},lastUpdateTime:{type:"string",format:"date-time"},conditions:{type:"array",items:{
type:"object",required:["type","status","reason","message","lastTransitionTime"],properties:{type:{type:"string"},status:{
type:"string",enum:["True","False","Unknown"]},reason:{type:"string"},message:{type:"string"},lastTransitionTime:{type:"\
string",format:"date-time"},observedGeneration:{type:"integer",format:"int64"}}}}}},apiVersion:{const:"multinic.fms.io/v\
1"},kind:{const:"Config"},metadata:{type:"object",required:["name"],properties:{name:{type:"string",pattern:"^."},uid:{type:"\
string",pattern:"^."}}}},$id:"Config"},R=new RegExp("^([1-9][0-9]?|100)%$","u"),k=new RegExp("^[+-]?([0-9]+([.][0-9]*)?|\
[.][0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$","u");function v(u,{instancePath:i="",parentData:f,parentDataProperty:h,
rootData:g=u}={}){let e=null,r=0;if(u&&typeof u=="object"&&!Array.isArray(u)){if(u.apiVersion===void 0){const o={instancePath:i,
schemaPath:"#/required",keyword:"required",params:{missingProperty:"apiVersion"},message:"must have required property 'a\
piVersion'"};e===null?e=[o]:e.push(o),r++}if(u.kind===void 0){const o={instancePath:i,schemaPath:"#/required",keyword:"r\
equired",params:{missingProperty:"kind"},message:"must have required property 'kind'"};e===null?e=[o]:e.push(o),r++}if(u.
metadata===void 0){const o={instancePath:i,schemaPath:"#/required",keyword:"required",params:{missingProperty:"metadata"},
message:"must have required property 'metadata'"};e===null?e=[o]:e.push(o),r++}if(u.spec===void 0){const o={instancePath:i,
schemaPath:"#/required",keyword:"required",params:{missingProperty:"spec"},message:"must have required property 'spec'"};
e===null?e=[o]:e.push(o),r++}if(u.spec!==void 0){let o=u.spec;if(o&&typeof o=="object"&&!Array.isArray(o)){if(o.cniType===
void 0){const s={instancePath:i+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty:"\
cniType"},message:"must have required property 'cniType'"};e===null?e=[s]:e.push(s),r++}if(o.daemon===void 0){const s={instancePath:i+
"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty:"daemon"},message:"must have \
required property 'daemon'"};e===null?e=[s]:e.push(s),r++}if(o.getInterfacePath===void 0){const s={instancePath:i+"/spec",
schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty:"getInterfacePath"},message:"must hav\
e required property 'getInterfacePath'"};e===null?e=[s]:e.push(s),r++}if(o.ipamType===void 0){const s={instancePath:i+"/\
spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty:"ipamType"},message:"must have \
required property 'ipamType'"};e===null?e=[s]:e.push(s),r++}if(o.joinPath===void 0){const s={instancePath:i+"/spec",schemaPath:"\
#/properties/spec/required",keyword:"required",params:{missingProperty:"joinPath"},message:"must have required property \
'joinPath'"};e===null?e=[s]:e.push(s),r++}if(o.cniType!==void 0&&typeof o.cniType!="string"){const s={instancePath:i+"/s\
pec/cniType",schemaPath:"#/properties/spec/properties/cniType/type",keyword:"type",params:{type:"string"},message:"must \
be string"};e===null?e=[s]:e.push(s),r++}if(o.ipamType!==void 0&&typeof o.ipamType!="string"){const s={instancePath:i+"/\
spec/ipamType",schemaPath:"#/properties/spec/properties/ipamType/type",keyword:"type",params:{type:"string"},message:"mu\
st be string"};e===null?e=[s]:e.push(s),r++}if(o.joinPath!==void 0&&typeof o.joinPath!="string"){const s={instancePath:i+
"/spec/joinPath",schemaPath:"#/properties/spec/properties/joinPath/type",keyword:"type",params:{type:"string"},message:"\
must be string"};e===null?e=[s]:e.push(s),r++}if(o.getInterfacePath!==void 0&&typeof o.getInterfacePath!="string"){const s={
instancePath:i+"/spec/getInterfacePath",schemaPath:"#/properties/spec/properties/getInterfacePath/type",keyword:"type",params:{
type:"string"},message:"must be string"};e===null?e=[s]:e.push(s),r++}if(o.addRoutePath!==void 0&&typeof o.addRoutePath!=
"string"){const s={instancePath:i+"/spec/addRoutePath",schemaPath:"#/properties/spec/properties/addRoutePath/type",keyword:"\
type",params:{type:"string"},message:"must be string"};e===null?e=[s]:e.push(s),r++}if(o.deleteRoutePath!==void 0&&typeof o.
deleteRoutePath!="string"){const s={instancePath:i+"/spec/deleteRoutePath",schemaPath:"#/properties/spec/properties/dele\
teRoutePath/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[s]:e.push(s),r++}if(o.urgentReconcileSeconds!==
void 0){let s=o.urgentReconcileSeconds;if(!(typeof s=="number"&&!(s%1)&&!isNaN(s)&&isFinite(s))){const t={instancePath:i+
"/spec/urgentReconcileSeconds",schemaPath:"#/properties/spec/properties/urgentReconcileSeconds/type",keyword:"type",params:{
type:"integer"},message:"must be integer"};e===null?e=[t]:e.push(t),r++}if(typeof s=="number"&&isFinite(s)&&(s<0||isNaN(
s))){const t={instancePath:i+"/spec/urgentReconcileSeconds",schemaPath:"#/properties/spec/properties/urgentReconcileSeco\
nds/minimum",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"};e===null?e=[t]:e.push(t),r++}}if(o.
normalReconcileMinutes!==void 0){let s=o.normalReconcileMinutes;if(!(typeof s=="number"&&!(s%1)&&!isNaN(s)&&isFinite(s))){
const t={instancePath:i+"/spec/normalReconcileMinutes",schemaPath:"#/properties/spec/properties/normalReconcileMinutes/t\
ype",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[t]:e.push(t),r++}if(typeof s=="number"&&
isFinite(s)&&(s<0||isNaN(s))){const t={instancePath:i+"/spec/normalReconcileMinutes",schemaPath:"#/properties/spec/prope\
rties/normalReconcileMinutes/minimum",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"};e===null?
e=[t]:e.push(t),r++}}if(o.longReconcileMinutes!==void 0){let s=o.longReconcileMinutes;if(!(typeof s=="number"&&!(s%1)&&!isNaN(
s)&&isFinite(s))){const t={instancePath:i+"/spec/longReconcileMinutes",schemaPath:"#/properties/spec/properties/longReco\
ncileMinutes/type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[t]:e.push(t),r++}if(typeof s==
"number"&&isFinite(s)&&(s<0||isNaN(s))){const t={instancePath:i+"/spec/longReconcileMinutes",schemaPath:"#/properties/sp\
ec/properties/longReconcileMinutes/minimum",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"};e===
null?e=[t]:e.push(t),r++}}if(o.contextTimeoutMinutes!==void 0){let s=o.contextTimeoutMinutes;if(!(typeof s=="number"&&!(s%
1)&&!isNaN(s)&&isFinite(s))){const t={instancePath:i+"/spec/contextTimeoutMinutes",schemaPath:"#/properties/spec/propert\
ies/contextTimeoutMinutes/type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[t]:e.push(
t),r++}if(typeof s=="number"&&isFinite(s)&&(s<0||isNaN(s))){const t={instancePath:i+"/spec/contextTimeoutMinutes",schemaPath:"\
#/properties/spec/properties/contextTimeoutMinutes/minimum",keyword:"minimum",params:{comparison:">=",limit:0},message:"\
must be >= 0"};e===null?e=[t]:e.push(t),r++}}if(o.logLevel!==void 0){let s=o.logLevel;if(!(typeof s=="number"&&!(s%1)&&!isNaN(
s)&&isFinite(s))){const t={instancePath:i+"/spec/logLevel",schemaPath:"#/properties/spec/properties/logLevel/type",keyword:"\
type",params:{type:"integer"},message:"must be integer"};e===null?e=[t]:e.push(t),r++}if(typeof s=="number"&&isFinite(s)){
if(s>127||isNaN(s)){const t={instancePath:i+"/spec/logLevel",schemaPath:"#/properties/spec/properties/logLevel/maximum",
keyword:"maximum",params:{comparison:"<=",limit:127},message:"must be <= 127"};e===null?e=[t]:e.push(t),r++}if(s<0||isNaN(
s)){const t={instancePath:i+"/spec/logLevel",schemaPath:"#/properties/spec/properties/logLevel/minimum",keyword:"minimum",
params:{comparison:">=",limit:0},message:"must be >= 0"};e===null?e=[t]:e.push(t),r++}}}if(o.meta!==void 0){let s=o.meta;
if(s&&typeof s=="object"&&!Array.isArray(s)){if(s.mode!==void 0&&typeof s.mode!="string"){const t={instancePath:i+"/spec\
/meta/mode",schemaPath:"#/properties/spec/properties/meta/properties/mode/type",keyword:"type",params:{type:"string"},message:"\
must be string"};e===null?e=[t]:e.push(t),r++}if(s.namespaceIsolation!==void 0&&typeof s.namespaceIsolation!="boolean"){
const t={instancePath:i+"/spec/meta/namespaceIsolation",schemaPath:"#/properties/spec/properties/meta/properties/namespa\
ceIsolation/type",keyword:"type",params:{type:"boolean"},message:"must be boolean"};e===null?e=[t]:e.push(t),r++}if(s.globalNamespaces!==
void 0){let t=s.globalNamespaces;if(Array.isArray(t)){const p=t.length;for(let n=0;n<p;n++)if(typeof t[n]!="string"){const a={
instancePath:i+"/spec/meta/globalNamespaces/"+n,schemaPath:"#/properties/spec/properties/meta/properties/globalNamespace\
s/items/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[a]:e.push(a),r++}}else{const p={
instancePath:i+"/spec/meta/globalNamespaces",schemaPath:"#/properties/spec/properties/meta/properties/globalNamespaces/t\
ype",keyword:"type",params:{type:"array"},message:"must be array"};e===null?e=[p]:e.push(p),r++}}if(s.multusName!==void 0&&
typeof s.multusName!="boolean"){const t={instancePath:i+"/spec/meta/multusName",schemaPath:"#/properties/spec/properties\
/meta/properties/multusName/type",keyword:"type",params:{type:"boolean"},message:"must be boolean"};e===null?e=[t]:e.push(
t),r++}}else{const t={instancePath:i+"/spec/meta",schemaPath:"#/properties/spec/properties/meta/type",keyword:"type",params:{
type:"object"},message:"must be object"};e===null?e=[t]:e.push(t),r++}}if(o.daemon!==void 0){let s=o.daemon;if(s&&typeof s==
"object"&&!Array.isArray(s)){if(s.image===void 0){const t={instancePath:i+"/spec/daemon",schemaPath:"#/properties/spec/p\
roperties/daemon/required",keyword:"required",params:{missingProperty:"image"},message:"must have required property 'ima\
ge'"};e===null?e=[t]:e.push(t),r++}if(s.port===void 0){const t={instancePath:i+"/spec/daemon",schemaPath:"#/properties/s\
pec/properties/daemon/required",keyword:"required",params:{missingProperty:"port"},message:"must have required property \
'port'"};e===null?e=[t]:e.push(t),r++}if(s.image!==void 0&&typeof s.image!="string"){const t={instancePath:i+"/spec/daem\
on/image",schemaPath:"#/properties/spec/properties/daemon/properties/image/type",keyword:"type",params:{type:"string"},message:"\
must be string"};e===null?e=[t]:e.push(t),r++}if(s.port!==void 0){let t=s.port;if(!(typeof t=="number"&&!(t%1)&&!isNaN(t)&&
isFinite(t))){const p={instancePath:i+"/spec/daemon/port",schemaPath:"#/properties/spec/properties/daemon/properties/por\
t/type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[p]:e.push(p),r++}}if(s.healthPort!==
void 0){let t=s.healthPort;if(!(typeof t=="number"&&!(t%1)&&!isNaN(t)&&isFinite(t))){const p={instancePath:i+"/spec/daem\
on/healthPort",schemaPath:"#/properties/spec/properties/daemon/properties/healthPort/type",keyword:"type",params:{type:"\
integer"},message:"must be integer"};e===null?e=[p]:e.push(p),r++}}if(s.cniBinDir!==void 0&&typeof s.cniBinDir!="string"){
const t={instancePath:i+"/spec/daemon/cniBinDir",schemaPath:"#/properties/spec/properties/daemon/properties/cniBinDir/ty\
pe",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[t]:e.push(t),r++}if(s.cniConfDir!==void 0&&
typeof s.cniConfDir!="string"){const t={instancePath:i+"/spec/daemon/cniConfDir",schemaPath:"#/properties/spec/propertie\
s/daemon/properties/cniConfDir/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[t]:e.push(
t),r++}if(s.nics!==void 0){let t=s.nics;if(t&&typeof t=="object"&&!Array.isArray(t)){if(t.kinds!==void 0){let p=t.kinds;
if(Array.isArray(p)){const n=p.length;for(let a=0;a<n;a++)if(typeof p[a]!="string"){const m={instancePath:i+"/spec/daemo\
n/nics/kinds/"+a,schemaPath:"#/properties/spec/properties/daemon/properties/nics/properties/kinds/items/type",keyword:"t\
ype",params:{type:"string"},message:"must be string"};e===null?e=[m]:e.push(m),r++}}else{const n={instancePath:i+"/spec/\
daemon/nics/kinds",schemaPath:"#/properties/spec/properties/daemon/properties/nics/properties/kinds/type",keyword:"type",
params:{type:"array"},message:"must be array"};e===null?e=[n]:e.push(n),r++}}if(t.pattern!==void 0&&typeof t.pattern!="s\
tring"){const p={instancePath:i+"/spec/daemon/nics/pattern",schemaPath:"#/properties/spec/properties/daemon/properties/n\
ics/properties/pattern/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[p]:e.push(p),r++}
if(t.exclude!==void 0&&typeof t.exclude!="string"){const p={instancePath:i+"/spec/daemon/nics/exclude",schemaPath:"#/pro\
perties/spec/properties/daemon/properties/nics/properties/exclude/type",keyword:"type",params:{type:"string"},message:"m\
ust be string"};e===null?e=[p]:e.push(p),r++}}else{const p={instancePath:i+"/spec/daemon/nics",schemaPath:"#/properties/\
spec/properties/daemon/properties/nics/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=
[p]:e.push(p),r++}}if(s.priorityClassName!==void 0&&typeof s.priorityClassName!="string"){const t={instancePath:i+"/spec\
/daemon/priorityClassName",schemaPath:"#/properties/spec/properties/daemon/properties/priorityClassName/type",keyword:"t\
ype",params:{type:"string"},message:"must be string"};e===null?e=[t]:e.push(t),r++}if(s.updateStrategy!==void 0){let t=s.
updateStrategy;if(t&&typeof t=="object"&&!Array.isArray(t)){if(t.maxUnavailable!==void 0){let p=t.maxUnavailable;if(!(typeof p==
"number"&&!(p%1)&&!isNaN(p)&&isFinite(p))&&typeof p!="string"){const n={instancePath:i+"/spec/daemon/updateStrategy/maxU\
navailable",schemaPath:"#/properties/spec/properties/daemon/properties/updateStrategy/properties/maxUnavailable/type",keyword:"\
type",params:{type:P.properties.spec.properties.daemon.properties.updateStrategy.properties.maxUnavailable.type},message:"\
must be integer,string"};e===null?e=[n]:e.push(n),r++}if(typeof p=="number"&&isFinite(p)&&(p<1||isNaN(p))){const n={instancePath:i+
"/spec/daemon/updateStrategy/maxUnavailable",schemaPath:"#/properties/spec/properties/daemon/properties/updateStrategy/p\
roperties/maxUnavailable/minimum",keyword:"minimum",params:{comparison:">=",limit:1},message:"must be >= 1"};e===null?e=
[n]:e.push(n),r++}if(typeof p=="string"&&!R.test(p)){const n={instancePath:i+"/spec/daemon/updateStrategy/maxUnavailable",
schemaPath:"#/properties/spec/properties/daemon/properties/updateStrategy/properties/maxUnavailable/pattern",keyword:"pa\
ttern",params:{pattern:"^([1-9][0-9]?|100)%$"},message:'must match pattern "^([1-9][0-9]?|100)%$"'};e===null?e=[n]:e.push(
n),r++}}}else{const p={instancePath:i+"/spec/daemon/updateStrategy",schemaPath:"#/properties/spec/properties/daemon/prop\
erties/updateStrategy/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[p]:e.push(p),r++}}
if(s.affinity!==void 0){let t=s.affinity;if(!(t&&typeof t=="object"&&!Array.isArray(t))){const p={instancePath:i+"/spec/\
daemon/affinity",schemaPath:"#/properties/spec/properties/daemon/properties/affinity/type",keyword:"type",params:{type:"\
object"},message:"must be object"};e===null?e=[p]:e.push(p),r++}}if(s.nodeSelector!==void 0){let t=s.nodeSelector;if(t&&
typeof t=="object"&&!Array.isArray(t)){for(const p in t)if(typeof t[p]!="string"){const n={instancePath:i+"/spec/daemon/\
nodeSelector/"+p.replace(/~/g,"~0").replace(/\//g,"~1"),schemaPath:"#/properties/spec/properties/daemon/properties/nodeS\
elector/additionalProperties/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[n]:e.push(
n),r++}}else{const p={instancePath:i+"/spec/daemon/nodeSelector",schemaPath:"#/properties/spec/properties/daemon/propert\
ies/nodeSelector/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[p]:e.push(p),r++}}if(s.
tolerations!==void 0){let t=s.tolerations;if(Array.isArray(t)){const p=t.length;for(let n=0;n<p;n++){let a=t[n];if(a&&typeof a==
"object"&&!Array.isArray(a)){if(a.key!==void 0&&typeof a.key!="string"){const m={instancePath:i+"/spec/daemon/toleration\
s/"+n+"/key",schemaPath:"#/properties/spec/properties/daemon/properties/tolerations/items/properties/key/type",keyword:"\
type",params:{type:"string"},message:"must be string"};e===null?e=[m]:e.push(m),r++}if(a.operator!==void 0&&typeof a.operator!=
"string"){const m={instancePath:i+"/spec/daemon/tolerations/"+n+"/operator",schemaPath:"#/properties/spec/properties/dae\
mon/properties/tolerations/items/properties/operator/type",keyword:"type",params:{type:"string"},message:"must be string"};
e===null?e=[m]:e.push(m),r++}if(a.value!==void 0&&typeof a.value!="string"){const m={instancePath:i+"/spec/daemon/tolera\
tions/"+n+"/value",schemaPath:"#/properties/spec/properties/daemon/properties/tolerations/items/properties/value/type",keyword:"\
type",params:{type:"string"},message:"must be string"};e===null?e=[m]:e.push(m),r++}if(a.effect!==void 0&&typeof a.effect!=
"string"){const m={instancePath:i+"/spec/daemon/tolerations/"+n+"/effect",schemaPath:"#/properties/spec/properties/daemo\
n/properties/tolerations/items/properties/effect/type",keyword:"type",params:{type:"string"},message:"must be string"};e===
null?e=[m]:e.push(m),r++}if(a.tolerationSeconds!==void 0){let m=a.tolerationSeconds;if(!(typeof m=="number"&&!(m%1)&&!isNaN(
m)&&isFinite(m))){const d={instancePath:i+"/spec/daemon/tolerations/"+n+"/tolerationSeconds",schemaPath:"#/properties/sp\
ec/properties/daemon/properties/tolerations/items/properties/tolerationSeconds/type",keyword:"type",params:{type:"intege\
r"},message:"must be integer"};e===null?e=[d]:e.push(d),r++}}}else{const m={instancePath:i+"/spec/daemon/tolerations/"+n,
schemaPath:"#/properties/spec/properties/daemon/properties/tolerations/items/type",keyword:"type",params:{type:"object"},
message:"must be object"};e===null?e=[m]:e.push(m),r++}}}else{const p={instancePath:i+"/spec/daemon/tolerations",schemaPath:"\
#/properties/spec/properties/daemon/properties/tolerations/type",keyword:"type",params:{type:"array"},message:"must be a\
rray"};e===null?e=[p]:e.push(p),r++}}if(s.imagePullPolicy!==void 0&&typeof s.imagePullPolicy!="string"){const t={instancePath:i+
"/spec/daemon/imagePullPolicy",schemaPath:"#/properties/spec/properties/daemon/properties/imagePullPolicy/type",keyword:"\
type",params:{type:"string"},message:"must be string"};e===null?e=[t]:e.push(t),r++}if(s.imagePullSecretName!==void 0&&typeof s.
imagePullSecretName!="string"){const t={instancePath:i+"/spec/daemon/imagePullSecretName",schemaPath:"#/properties/spec/\
properties/daemon/properties/imagePullSecretName/type",keyword:"type",params:{type:"string"},message:"must be string"};e===
null?e=[t]:e.push(t),r++}if(s.securityContext!==void 0){let t=s.securityContext;if(t&&typeof t=="object"&&!Array.isArray(
t)){if(t.allowPrivilegeEscalation!==void 0&&typeof t.allowPrivilegeEscalation!="boolean"){const p={instancePath:i+"/spec\
/daemon/securityContext/allowPrivilegeEscalation",schemaPath:"#/properties/spec/properties/daemon/properties/securityCon\
text/properties/allowPrivilegeEscalation/type",keyword:"type",params:{type:"boolean"},message:"must be boolean"};e===null?
e=[p]:e.push(p),r++}if(t.appArmorProfile!==void 0){let p=t.appArmorProfile;if(p&&typeof p=="object"&&!Array.isArray(p)){
if(p.type===void 0){const n={instancePath:i+"/spec/daemon/securityContext/appArmorProfile",schemaPath:"#/properties/spec\
/properties/daemon/properties/securityContext/properties/appArmorProfile/required",keyword:"required",params:{missingProperty:"\
type"},message:"must have required property 'type'"};e===null?e=[n]:e.push(n),r++}if(p.localhostProfile!==void 0&&typeof p.
localhostProfile!="string"){const n={instancePath:i+"/spec/daemon/securityContext/appArmorProfile/localhostProfile",schemaPath:"\
#/properties/spec/properties/daemon/properties/securityContext/properties/appArmorProfile/properties/localhostProfile/ty\
pe",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[n]:e.push(n),r++}if(p.type!==void 0&&typeof p.
type!="string"){const n={instancePath:i+"/spec/daemon/securityContext/appArmorProfile/type",schemaPath:"#/properties/spe\
c/properties/daemon/properties/securityContext/properties/appArmorProfile/properties/type/type",keyword:"type",params:{type:"\
string"},message:"must be string"};e===null?e=[n]:e.push(n),r++}}else{const n={instancePath:i+"/spec/daemon/securityCont\
ext/appArmorProfile",schemaPath:"#/properties/spec/properties/daemon/properties/securityContext/properties/appArmorProfi\
le/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[n]:e.push(n),r++}}if(t.capabilities!==
void 0){let p=t.capabilities;if(p&&typeof p=="object"&&!Array.isArray(p)){if(p.add!==void 0){let n=p.add;if(Array.isArray(
n)){const a=n.length;for(let m=0;m<a;m++)if(typeof n[m]!="string"){const d={instancePath:i+"/spec/daemon/securityContext\
/capabilities/add/"+m,schemaPath:"#/properties/spec/properties/daemon/properties/securityContext/properties/capabilities\
/properties/add/items/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[d]:e.push(d),r++}}else{
const a={instancePath:i+"/spec/daemon/securityContext/capabilities/add",schemaPath:"#/properties/spec/properties/daemon/\
properties/securityContext/properties/capabilities/properties/add/type",keyword:"type",params:{type:"array"},message:"mu\
st be array"};e===null?e=[a]:e.push(a),r++}}if(p.drop!==void 0){let n=p.drop;if(Array.isArray(n)){const a=n.length;for(let m=0;m<
a;m++)if(typeof n[m]!="string"){const d={instancePath:i+"/spec/daemon/securityContext/capabilities/drop/"+m,schemaPath:"\
#/properties/spec/properties/daemon/properties/securityContext/properties/capabilities/properties/drop/items/type",keyword:"\
type",params:{type:"string"},message:"must be string"};e===null?e=[d]:e.push(d),r++}}else{const a={instancePath:i+"/spec\
/daemon/securityContext/capabilities/drop",schemaPath:"#/properties/spec/properties/daemon/properties/securityContext/pr\
operties/capabilities/properties/drop/type",keyword:"type",params:{type:"array"},message:"must be array"};e===null?e=[a]:
e.push(a),r++}}}else{const n={instancePath:i+"/spec/daemon/securityContext/capabilities",schemaPath:"#/properties/spec/p\
roperties/daemon/properties/securityContext/properties/capabilities/type",keyword:"type",params:{type:"object"},message:"\
must be object"};e===null?e=[n]:e.push(n),r++}}if(t.privileged!==void 0&&typeof t.privileged!="boolean"){const p={instancePath:i+
"/spec/daemon/securityContext/privileged",schemaPath:"#/properties/spec/properties/daemon/properties/securityContext/pro\
perties/privileged/type",keyword:"type",params:{type:"boolean"},message:"must be boolean"};e===null?e=[p]:e.push(p),r++}
if(t.procMount!==void 0&&typeof t.procMount!="string"){const p={instancePath:i+"/spec/daemon/securityContext/procMount",
schemaPath:"#/properties/spec/properties/daemon/properties/securityContext/properties/procMount/type",keyword:"type",params:{
type:"string"},message:"must be string"};e===null?e=[p]:e.push(p),r++}if(t.readOnlyRootFilesystem!==void 0&&typeof t.readOnlyRootFilesystem!=
"boolean"){const p={instancePath:i+"/spec/daemon/securityContext/readOnlyRootFilesystem",schemaPath:"#/properties/spec/p\
roperties/daemon/properties/securityContext/properties/readOnlyRootFilesystem/type",keyword:"type",params:{type:"boolean"},
message:"must be boolean"};e===null?e=[p]:e.push(p),r++}if(t.runAsGroup!==void 0){let p=t.runAsGroup;if(!(typeof p=="num\
ber"&&!(p%1)&&!isNaN(p)&&isFinite(p))){const n={instancePath:i+"/spec/daemon/securityContext/runAsGroup",schemaPath:"#/p\
roperties/spec/properties/daemon/properties/securityContext/properties/runAsGroup/type",keyword:"type",params:{type:"int\
eger"},message:"must be integer"};e===null?e=[n]:e.push(n),r++}}if(t.runAsNonRoot!==void 0&&typeof t.runAsNonRoot!="bool\
ean"){const p={instancePath:i+"/spec/daemon/securityContext/runAsNonRoot",schemaPath:"#/properties/spec/properties/daemo\
n/properties/securityContext/properties/runAsNonRoot/type",keyword:"type",params:{type:"boolean"},message:"must be boole\
an"};e===null?e=[p]:e.push(p),r++}if(t.runAsUser!==void 0){let p=t.runAsUser;if(!(typeof p=="number"&&!(p%1)&&!isNaN(p)&&
isFinite(p))){const n={instancePath:i+"/spec/daemon/securityContext/runAsUser",schemaPath:"#/properties/spec/properties/\
daemon/properties/securityContext/properties/runAsUser/type",keyword:"type",params:{type:"integer"},message:"must be int\
eger"};e===null?e=[n]:e.push(n),r++}}if(t.seLinuxOptions!==void 0){let p=t.seLinuxOptions;if(p&&typeof p=="object"&&!Array.
isArray(p)){if(p.level!==void 0&&typeof p.level!="string"){const n={instancePath:i+"/spec/daemon/securityContext/seLinux\
Options/level",schemaPath:"#/properties/spec/properties/daemon/properties/securityContext/properties/seLinuxOptions/prop\
erties/level/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[n]:e.push(n),r++}if(p.role!==
void 0&&typeof p.role!="string"){const n={instancePath:i+"/spec/daemon/securityContext/seLinuxOptions/role",schemaPath:"\
#/properties/spec/properties/daemon/properties/securityContext/properties/seLinuxOptions/properties/role/type",keyword:"\
type",params:{type:"string"},message:"must be string"};e===null?e=[n]:e.push(n),r++}if(p.type!==void 0&&typeof p.type!="\
string"){const n={instancePath:i+"/spec/daemon/securityContext/seLinuxOptions/type",schemaPath:"#/properties/spec/proper\
ties/daemon/properties/securityContext/properties/seLinuxOptions/properties/type/type",keyword:"type",params:{type:"stri\
ng"},message:"must be string"};e===null?e=[n]:e.push(n),r++}if(p.user!==void 0&&typeof p.user!="string"){const n={instancePath:i+
"/spec/daemon/securityContext/seLinuxOptions/user",schemaPath:"#/properties/spec/properties/daemon/properties/securityCo\
ntext/properties/seLinuxOptions/properties/user/type",keyword:"type",params:{type:"string"},message:"must be string"};e===
null?e=[n]:e.push(n),r++}}else{const n={instancePath:i+"/spec/daemon/securityContext/seLinuxOptions",schemaPath:"#/prope\
rties/spec/properties/daemon/properties/securityContext/properties/seLinuxOptions/type",keyword:"type",params:{type:"obj\
ect"},message:"must be object"};e===null?e=[n]:e.push(n),r++}}if(t.seccompProfile!==void 0){let p=t.seccompProfile;if(p&&
typeof p=="object"&&!Array.isArray(p)){if(p.type===void 0){const n={instancePath:i+"/spec/daemon/securityContext/seccomp\
Profile",schemaPath:"#/properties/spec/properties/daemon/properties/securityContext/properties/seccompProfile/required",
keyword:"required",params:{missingProperty:"type"},message:"must have required property 'type'"};e===null?e=[n]:e.push(n),
r++}if(p.localhostProfile!==void 0&&typeof p.localhostProfile!="string"){const n={instancePath:i+"/spec/daemon/securityC\
ontext/seccompProfile/localhostProfile",schemaPath:"#/properties/spec/properties/daemon/properties/securityContext/prope\
rties/seccompProfile/properties/localhostProfile/type",keyword:"type",params:{type:"string"},message:"must be string"};e===
null?e=[n]:e.push(n),r++}if(p.type!==void 0&&typeof p.type!="string"){const n={instancePath:i+"/spec/daemon/securityCont\
ext/seccompProfile/type",schemaPath:"#/properties/spec/properties/daemon/properties/securityContext/properties/seccompPr\
ofile/properties/type/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[n]:e.push(n),r++}}else{
const n={instancePath:i+"/spec/daemon/securityContext/seccompProfile",schemaPath:"#/properties/spec/properties/daemon/pr\
operties/securityContext/properties/seccompProfile/type",keyword:"type",params:{type:"object"},message:"must be object"};
e===null?e=[n]:e.push(n),r++}}if(t.windowsOptions!==void 0){let p=t.windowsOptions;if(p&&typeof p=="object"&&!Array.isArray(
p)){if(p.gmsaCredentialSpec!==void 0&&typeof p.gmsaCredentialSpec!="string"){const n={instancePath:i+"/spec/daemon/secur\
ityContext/windowsOptions/gmsaCredentialSpec",schemaPath:"#/properties/spec/properties/daemon/properties/securityContext\
/properties/windowsOptions/properties/gmsaCredentialSpec/type",keyword:"type",params:{type:"string"},message:"must be st\
ring"};e===null?e=[n]:e.push(n),r++}if(p.gmsaCredentialSpecName!==void 0&&typeof p.gmsaCredentialSpecName!="string"){const n={
instancePath:i+"/spec/daemon/securityContext/windowsOptions/gmsaCredentialSpecName",schemaPath:"#/properties/spec/proper\
ties/daemon/properties/securityContext/properties/windowsOptions/properties/gmsaCredentialSpecName/type",keyword:"type",
params:{type:"string"},message:"must be string"};e===null?e=[n]:e.push(n),r++}if(p.hostProcess!==void 0&&typeof p.hostProcess!=
"boolean"){const n={instancePath:i+"/spec/daemon/securityContext/windowsOptions/hostProcess",schemaPath:"#/properties/sp\
ec/properties/daemon/properties/securityContext/properties/windowsOptions/properties/hostProcess/type",keyword:"type",params:{
type:"boolean"},message:"must be boolean"};e===null?e=[n]:e.push(n),r++}if(p.runAsUserName!==void 0&&typeof p.runAsUserName!=
"string"){const n={instancePath:i+"/spec/daemon/securityContext/windowsOptions/runAsUserName",schemaPath:"#/properties/s\
pec/properties/daemon/properties/securityContext/properties/windowsOptions/properties/runAsUserName/type",keyword:"type",
params:{type:"string"},message:"must be string"};e===null?e=[n]:e.push(n),r++}}else{const n={instancePath:i+"/spec/daemo\
n/securityContext/windowsOptions",schemaPath:"#/properties/spec/properties/daemon/properties/securityContext/properties/\
windowsOptions/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[n]:e.push(n),r++}}}else{
const p={instancePath:i+"/spec/daemon/securityContext",schemaPath:"#/properties/spec/properties/daemon/properties/securi\
tyContext/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[p]:e.push(p),r++}}if(s.env!==
void 0){let t=s.env;if(Array.isArray(t)){const p=t.length;for(let n=0;n<p;n++){let a=t[n];if(a&&typeof a=="object"&&!Array.
isArray(a)){if(a.name===void 0){const m={instancePath:i+"/spec/daemon/env/"+n,schemaPath:"#/properties/spec/properties/d\
aemon/properties/env/items/required",keyword:"required",params:{missingProperty:"name"},message:"must have required prop\
erty 'name'"};e===null?e=[m]:e.push(m),r++}if(a.name!==void 0&&typeof a.name!="string"){const m={instancePath:i+"/spec/d\
aemon/env/"+n+"/name",schemaPath:"#/properties/spec/properties/daemon/properties/env/items/properties/name/type",keyword:"\
type",params:{type:"string"},message:"must be string"};e===null?e=[m]:e.push(m),r++}if(a.value!==void 0&&typeof a.value!=
"string"){const m={instancePath:i+"/spec/daemon/env/"+n+"/value",schemaPath:"#/properties/spec/properties/daemon/propert\
ies/env/items/properties/value/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[m]:e.push(
m),r++}if(a.valueFrom!==void 0){let m=a.valueFrom;if(m&&typeof m=="object"&&!Array.isArray(m)){if(m.configMapKeyRef!==void 0){
let d=m.configMapKeyRef;if(d&&typeof d=="object"&&!Array.isArray(d)){if(d.key===void 0){const c={instancePath:i+"/spec/d\
aemon/env/"+n+"/valueFrom/configMapKeyRef",schemaPath:"#/properties/spec/properties/daemon/properties/env/items/properti\
es/valueFrom/properties/configMapKeyRef/required",keyword:"required",params:{missingProperty:"key"},message:"must have r\
equired property 'key'"};e===null?e=[c]:e.push(c),r++}if(d.key!==void 0&&typeof d.key!="string"){const c={instancePath:i+
"/spec/daemon/env/"+n+"/valueFrom/configMapKeyRef/key",schemaPath:"#/properties/spec/properties/daemon/properties/env/it\
ems/properties/valueFrom/properties/configMapKeyRef/properties/key/type",keyword:"type",params:{type:"string"},message:"\
must be string"};e===null?e=[c]:e.push(c),r++}if(d.name!==void 0&&typeof d.name!="string"){const c={instancePath:i+"/spe\
c/daemon/env/"+n+"/valueFrom/configMapKeyRef/name",schemaPath:"#/properties/spec/properties/daemon/properties/env/items/\
properties/valueFrom/properties/configMapKeyRef/properties/name/type",keyword:"type",params:{type:"string"},message:"mus\
t be string"};e===null?e=[c]:e.push(c),r++}if(d.optional!==void 0&&typeof d.optional!="boolean"){const c={instancePath:i+
"/spec/daemon/env/"+n+"/valueFrom/configMapKeyRef/optional",schemaPath:"#/properties/spec/properties/daemon/properties/e\
nv/items/properties/valueFrom/properties/configMapKeyRef/properties/optional/type",keyword:"type",params:{type:"boolean"},
message:"must be boolean"};e===null?e=[c]:e.push(c),r++}}else{const c={instancePath:i+"/spec/daemon/env/"+n+"/valueFrom/\
configMapKeyRef",schemaPath:"#/properties/spec/properties/daemon/properties/env/items/properties/valueFrom/properties/co\
nfigMapKeyRef/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[c]:e.push(c),r++}}if(m.fieldRef!==
void 0){let d=m.fieldRef;if(d&&typeof d=="object"&&!Array.isArray(d)){if(d.fieldPath===void 0){const c={instancePath:i+"\
/spec/daemon/env/"+n+"/valueFrom/fieldRef",schemaPath:"#/properties/spec/properties/daemon/properties/env/items/properti\
es/valueFrom/properties/fieldRef/required",keyword:"required",params:{missingProperty:"fieldPath"},message:"must have re\
quired property 'fieldPath'"};e===null?e=[c]:e.push(c),r++}if(d.apiVersion!==void 0&&typeof d.apiVersion!="string"){const c={
instancePath:i+"/spec/daemon/env/"+n+"/valueFrom/fieldRef/apiVersion",schemaPath:"#/properties/spec/properties/daemon/pr\
operties/env/items/properties/valueFrom/properties/fieldRef/properties/apiVersion/type",keyword:"type",params:{type:"str\
ing"},message:"must be string"};e===null?e=[c]:e.push(c),r++}if(d.fieldPath!==void 0&&typeof d.fieldPath!="string"){const c={
instancePath:i+"/spec/daemon/env/"+n+"/valueFrom/fieldRef/fieldPath",schemaPath:"#/properties/spec/properties/daemon/pro\
perties/env/items/properties/valueFrom/properties/fieldRef/properties/fieldPath/type",keyword:"type",params:{type:"strin\
g"},message:"must be string"};e===null?e=[c]:e.push(c),r++}}else{const c={instancePath:i+"/spec/daemon/env/"+n+"/valueFr\
om/fieldRef",schemaPath:"#/properties/spec/properties/daemon/properties/env/items/properties/valueFrom/properties/fieldR\
ef/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[c]:e.push(c),r++}}if(m.resourceFieldRef!==
void 0){let d=m.resourceFieldRef;if(d&&typeof d=="object"&&!Array.isArray(d)){if(d.resource===void 0){const c={instancePath:i+
"/spec/daemon/env/"+n+"/valueFrom/resourceFieldRef",schemaPath:"#/properties/spec/properties/daemon/properties/env/items\
/properties/valueFrom/properties/resourceFieldRef/required",keyword:"required",params:{missingProperty:"resource"},message:"\
must have required property 'resource'"};e===null?e=[c]:e.push(c),r++}if(d.containerName!==void 0&&typeof d.containerName!=
"string"){const c={instancePath:i+"/spec/daemon/env/"+n+"/valueFrom/resourceFieldRef/containerName",schemaPath:"#/proper\
ties/spec/properties/daemon/properties/env/items/properties/valueFrom/properties/resourceFieldRef/properties/containerNa\
me/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[c]:e.push(c),r++}if(d.divisor!==void 0){
let c=d.divisor;if(!(typeof c=="number"&&!(c%1)&&!isNaN(c)&&isFinite(c))&&typeof c!="string"){const l={instancePath:i+"/\
spec/daemon/env/"+n+"/valueFrom/resourceFieldRef/divisor",schemaPath:"#/properties/spec/properties/daemon/properties/env\
/items/properties/valueFrom/properties/resourceFieldRef/properties/divisor/type",keyword:"type",params:{type:P.properties.
spec.properties.daemon.properties.env.items.properties.valueFrom.properties.resourceFieldRef.properties.divisor.type},message:"\
must be integer,string"};e===null?e=[l]:e.push(l),r++}if(typeof c=="string"&&!k.test(c)){const l={instancePath:i+"/spec/\
daemon/env/"+n+"/valueFrom/resourceFieldRef/divisor",schemaPath:"#/properties/spec/properties/daemon/properties/env/item\
s/properties/valueFrom/properties/resourceFieldRef/properties/divisor/pattern",keyword:"pattern",params:{pattern:"^[+-]?\
([0-9]+([.][0-9]*)?|[.][0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$"},message:'must match pattern "^[+-]?([0-9]+([.]\
[0-9]*)?|[.][0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$"'};e===null?e=[l]:e.push(l),r++}}if(d.resource!==void 0&&typeof d.
resource!="string"){const c={instancePath:i+"/spec/daemon/env/"+n+"/valueFrom/resourceFieldRef/resource",schemaPath:"#/p\
roperties/spec/properties/daemon/properties/env/items/properties/valueFrom/properties/resourceFieldRef/properties/resour\
ce/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[c]:e.push(c),r++}}else{const c={instancePath:i+
"/spec/daemon/env/"+n+"/valueFrom/resourceFieldRef",schemaPath:"#/properties/spec/properties/daemon/properties/env/items\
/properties/valueFrom/properties/resourceFieldRef/type",keyword:"type",params:{type:"object"},message:"must be object"};
e===null?e=[c]:e.push(c),r++}}if(m.secretKeyRef!==void 0){let d=m.secretKeyRef;if(d&&typeof d=="object"&&!Array.isArray(
d)){if(d.key===void 0){const c={instancePath:i+"/spec/daemon/env/"+n+"/valueFrom/secretKeyRef",schemaPath:"#/properties/\
spec/properties/daemon/properties/env/items/properties/valueFrom/properties/secretKeyRef/required",keyword:"required",params:{
missingProperty:"key"},message:"must have required property 'key'"};e===null?e=[c]:e.push(c),r++}if(d.key!==void 0&&typeof d.
key!="string"){const c={instancePath:i+"/spec/daemon/env/"+n+"/valueFrom/secretKeyRef/key",schemaPath:"#/properties/spec\
/properties/daemon/properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/key/type",keyword:"type",
params:{type:"string"},message:"must be string"};e===null?e=[c]:e.push(c),r++}if(d.name!==void 0&&typeof d.name!="string"){
const c={instancePath:i+"/spec/daemon/env/"+n+"/valueFrom/secretKeyRef/name",schemaPath:"#/properties/spec/properties/da\
emon/properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/name/type",keyword:"type",params:{type:"\
string"},message:"must be string"};e===null?e=[c]:e.push(c),r++}if(d.optional!==void 0&&typeof d.optional!="boolean"){const c={
instancePath:i+"/spec/daemon/env/"+n+"/valueFrom/secretKeyRef/optional",schemaPath:"#/properties/spec/properties/daemon/\
properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/optional/type",keyword:"type",params:{type:"\
boolean"},message:"must be boolean"};e===null?e=[c]:e.push(c),r++}}else{const c={instancePath:i+"/spec/daemon/env/"+n+"/\
valueFrom/secretKeyRef",schemaPath:"#/properties/spec/properties/daemon/properties/env/items/properties/valueFrom/proper\
ties/secretKeyRef/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[c]:e.push(c),r++}}}else{
const d={instancePath:i+"/spec/daemon/env/"+n+"/valueFrom",schemaPath:"#/properties/spec/properties/daemon/properties/en\
v/items/properties/valueFrom/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[d]:e.push(
d),r++}}}else{const m={instancePath:i+"/spec/daemon/env/"+n,schemaPath:"#/properties/spec/properties/daemon/properties/e\
nv/items/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[m]:e.push(m),r++}}}else{const p={
instancePath:i+"/spec/daemon/env",schemaPath:"#/properties/spec/properties/daemon/properties/env/type",keyword:"type",params:{
type:"array"},message:"must be array"};e===null?e=[p]:e.push(p),r++}}if(s.envFrom!==void 0){let t=s.envFrom;if(Array.isArray(
t)){const p=t.length;for(let n=0;n<p;n++){let a=t[n];if(a&&typeof a=="object"&&!Array.isArray(a)){if(a.prefix!==void 0&&
typeof a.prefix!="string"){const m={instancePath:i+"/spec/daemon/envFrom/"+n+"/prefix",schemaPath:"#/properties/spec/pro\
perties/daemon/properties/envFrom/items/properties/prefix/type",keyword:"type",params:{type:"string"},message:"must be s\
tring"};e===null?e=[m]:e.push(m),r++}if(a.configMapRef!==void 0){let m=a.configMapRef;if(m&&typeof m=="object"&&!Array.isArray(
m)){if(m.name!==void 0&&typeof m.name!="string"){const d={instancePath:i+"/spec/daemon/envFrom/"+n+"/configMapRef/name",
schemaPath:"#/properties/spec/properties/daemon/properties/envFrom/items/properties/configMapRef/properties/name/type",keyword:"\
type",params:{type:"string"},message:"must be string"};e===null?e=[d]:e.push(d),r++}if(m.optional!==void 0&&typeof m.optional!=
"boolean"){const d={instancePath:i+"/spec/daemon/envFrom/"+n+"/configMapRef/optional",schemaPath:"#/properties/spec/prop\
erties/daemon/properties/envFrom/items/properties/configMapRef/properties/optional/type",keyword:"type",params:{type:"bo\
olean"},message:"must be boolean"};e===null?e=[d]:e.push(d),r++}}else{const d={instancePath:i+"/spec/daemon/envFrom/"+n+
"/configMapRef",schemaPath:"#/properties/spec/properties/daemon/properties/envFrom/items/properties/configMapRef/type",keyword:"\
type",params:{type:"object"},message:"must be object"};e===null?e=[d]:e.push(d),r++}}if(a.secretRef!==void 0){let m=a.secretRef;
if(m&&typeof m=="object"&&!Array.isArray(m)){if(m.name!==void 0&&typeof m.name!="string"){const d={instancePath:i+"/spec\
/daemon/envFrom/"+n+"/secretRef/name",schemaPath:"#/properties/spec/properties/daemon/properties/envFrom/items/propertie\
s/secretRef/properties/name/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[d]:e.push(
d),r++}if(m.optional!==void 0&&typeof m.optional!="boolean"){const d={instancePath:i+"/spec/daemon/envFrom/"+n+"/secretR\
ef/optional",schemaPath:"#/properties/spec/properties/daemon/properties/envFrom/items/properties/secretRef/properties/op\
tional/type",keyword:"type",params:{type:"boolean"},message:"must be boolean"};e===null?e=[d]:e.push(d),r++}}else{const d={
instancePath:i+"/spec/daemon/envFrom/"+n+"/secretRef",schemaPath:"#/properties/spec/properties/daemon/properties/envFrom\
/items/properties/secretRef/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[d]:e.push(
d),r++}}}else{const m={instancePath:i+"/spec/daemon/envFrom/"+n,schemaPath:"#/properties/spec/properties/daemon/properti\
es/envFrom/items/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[m]:e.push(m),r++}}}else{
const p={instancePath:i+"/spec/daemon/envFrom",schemaPath:"#/properties/spec/properties/daemon/properties/envFrom/type",
keyword:"type",params:{type:"array"},message:"must be array"};e===null?e=[p]:e.push(p),r++}}if(s.resources!==void 0){let t=s.
resources;if(t&&typeof t=="object"&&!Array.isArray(t)){if(t.claims!==void 0){let p=t.claims;if(Array.isArray(p)){const n=p.
length;for(let a=0;a<n;a++){let m=p[a];if(m&&typeof m=="object"&&!Array.isArray(m)){if(m.name===void 0){const d={instancePath:i+
"/spec/daemon/resources/claims/"+a,schemaPath:"#/properties/spec/properties/daemon/properties/resources/properties/claim\
s/items/required",keyword:"required",params:{missingProperty:"name"},message:"must have required property 'name'"};e===null?
e=[d]:e.push(d),r++}if(m.name!==void 0&&typeof m.name!="string"){const d={instancePath:i+"/spec/daemon/resources/claims/"+
a+"/name",schemaPath:"#/properties/spec/properties/daemon/properties/resources/properties/claims/items/properties/name/t\
ype",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[d]:e.push(d),r++}if(m.request!==void 0&&
typeof m.request!="string"){const d={instancePath:i+"/spec/daemon/resources/claims/"+a+"/request",schemaPath:"#/properti\
es/spec/properties/daemon/properties/resources/properties/claims/items/properties/request/type",keyword:"type",params:{type:"\
string"},message:"must be string"};e===null?e=[d]:e.push(d),r++}}else{const d={instancePath:i+"/spec/daemon/resources/cl\
aims/"+a,schemaPath:"#/properties/spec/properties/daemon/properties/resources/properties/claims/items/type",keyword:"typ\
e",params:{type:"object"},message:"must be object"};e===null?e=[d]:e.push(d),r++}}}else{const n={instancePath:i+"/spec/d\
aemon/resources/claims",schemaPath:"#/properties/spec/properties/daemon/properties/resources/properties/claims/type",keyword:"\
type",params:{type:"array"},message:"must be array"};e===null?e=[n]:e.push(n),r++}}if(t.limits!==void 0){let p=t.limits;
if(p&&typeof p=="object"&&!Array.isArray(p))for(const n in p){let a=p[n];if(!(typeof a=="number"&&!(a%1)&&!isNaN(a)&&isFinite(
a))&&typeof a!="string"){const m={instancePath:i+"/spec/daemon/resources/limits/"+n.replace(/~/g,"~0").replace(/\//g,"~1"),
schemaPath:"#/properties/spec/properties/daemon/properties/resources/properties/limits/additionalProperties/type",keyword:"\
type",params:{type:P.properties.spec.properties.daemon.properties.resources.properties.limits.additionalProperties.type},
message:"must be integer,string"};e===null?e=[m]:e.push(m),r++}if(typeof a=="string"&&!k.test(a)){const m={instancePath:i+
"/spec/daemon/resources/limits/"+n.replace(/~/g,"~0").replace(/\//g,"~1"),schemaPath:"#/properties/spec/properties/daemo\
n/properties/resources/properties/limits/additionalProperties/pattern",keyword:"pattern",params:{pattern:"^[+-]?([0-9]+(\
[.][0-9]*)?|[.][0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$"},message:'must match pattern "^[+-]?([0-9]+([.][0-9]*)?\
|[.][0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$"'};e===null?e=[m]:e.push(m),r++}}else{const n={instancePath:i+"/spe\
c/daemon/resources/limits",schemaPath:"#/properties/spec/properties/daemon/properties/resources/properties/limits/type",
keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[n]:e.push(n),r++}}if(t.requests!==void 0){let p=t.
requests;if(p&&typeof p=="object"&&!Array.isArray(p))for(const n in p){let a=p[n];if(!(typeof a=="number"&&!(a%1)&&!isNaN(
a)&&isFinite(a))&&typeof a!="string"){const m={instancePath:i+"/spec/daemon/resources/requests/"+n.replace(/~/g,"~0").replace(
/\//g,"~1"),schemaPath:"#/properties/spec/properties/daemon/properties/resources/properties/requests/additionalPropertie\
s/type",keyword:"type",params:{type:P.properties.spec.properties.daemon.properties.resources.properties.requests.additionalProperties.
type},message:"must be integer,string"};e===null?e=[m]:e.push(m),r++}if(typeof a=="string"&&!k.test(a)){const m={instancePath:i+
"/spec/daemon/resources/requests/"+n.replace(/~/g,"~0").replace(/\//g,"~1"),schemaPath:"#/properties/spec/properties/dae\
mon/properties/resources/properties/requests/additionalProperties/pattern",keyword:"pattern",params:{pattern:"^[+-]?([0-\
9]+([.][0-9]*)?|[.][0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$"},message:'must match pattern "^[+-]?([0-9]+([.][0-9\
]*)?|[.][0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$"'};e===null?e=[m]:e.push(m),r++}}else{const n={instancePath:i+"\
/spec/daemon/resources/requests",schemaPath:"#/properties/spec/properties/daemon/properties/resources/properties/request\
s/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[n]:e.push(n),r++}}}else{const p={instancePath:i+
"/spec/daemon/resources",schemaPath:"#/properties/spec/properties/daemon/properties/resources/type",keyword:"type",params:{
type:"object"},message:"must be object"};e===null?e=[p]:e.push(p),r++}}if(s.mounts!==void 0){let t=s.mounts;if(Array.isArray(
t)){const p=t.length;for(let n=0;n<p;n++){let a=t[n];if(a&&typeof a=="object"&&!Array.isArray(a)){if(a.name===void 0){const m={
instancePath:i+"/spec/daemon/mounts/"+n,schemaPath:"#/properties/spec/properties/daemon/properties/mounts/items/required",
keyword:"required",params:{missingProperty:"name"},message:"must have required property 'name'"};e===null?e=[m]:e.push(m),
r++}if(a.podpath===void 0){const m={instancePath:i+"/spec/daemon/mounts/"+n,schemaPath:"#/properties/spec/properties/dae\
mon/properties/mounts/items/required",keyword:"required",params:{missingProperty:"podpath"},message:"must have required \
property 'podpath'"};e===null?e=[m]:e.push(m),r++}if(a.hostpath===void 0){const m={instancePath:i+"/spec/daemon/mounts/"+
n,schemaPath:"#/properties/spec/properties/daemon/properties/mounts/items/required",keyword:"required",params:{missingProperty:"\
hostpath"},message:"must have required property 'hostpath'"};e===null?e=[m]:e.push(m),r++}if(a.name!==void 0&&typeof a.name!=
"string"){const m={instancePath:i+"/spec/daemon/mounts/"+n+"/name",schemaPath:"#/properties/spec/properties/daemon/prope\
rties/mounts/items/properties/name/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[m]:
e.push(m),r++}if(a.podpath!==void 0&&typeof a.podpath!="string"){const m={instancePath:i+"/spec/daemon/mounts/"+n+"/podp\
ath",schemaPath:"#/properties/spec/properties/daemon/properties/mounts/items/properties/podpath/type",keyword:"type",params:{
type:"string"},message:"must be string"};e===null?e=[m]:e.push(m),r++}if(a.hostpath!==void 0&&typeof a.hostpath!="string"){
const m={instancePath:i+"/spec/daemon/mounts/"+n+"/hostpath",schemaPath:"#/properties/spec/properties/daemon/properties/\
mounts/items/properties/hostpath/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[m]:e.
push(m),r++}}else{const m={instancePath:i+"/spec/daemon/mounts/"+n,schemaPath:"#/properties/spec/properties/daemon/prope\
rties/mounts/items/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[m]:e.push(m),r++}}}else{
const p={instancePath:i+"/spec/daemon/mounts",schemaPath:"#/properties/spec/properties/daemon/properties/mounts/type",keyword:"\
type",params:{type:"array"},message:"must be array"};e===null?e=[p]:e.push(p),r++}}}else{const t={instancePath:i+"/spec/\
daemon",schemaPath:"#/properties/spec/properties/daemon/type",keyword:"type",params:{type:"object"},message:"must be obj\
ect"};e===null?e=[t]:e.push(t),r++}}}else{const s={instancePath:i+"/spec",schemaPath:"#/properties/spec/type",keyword:"t\
ype",params:{type:"object"},message:"must be object"};e===null?e=[s]:e.push(s),r++}}if(u.status!==void 0){let o=u.status;
if(o&&typeof o=="object"&&!Array.isArray(o)){if(o.observedGeneration!==void 0){let s=o.observedGeneration;if(!(typeof s==
"number"&&!(s%1)&&!isNaN(s)&&isFinite(s))){const t={instancePath:i+"/status/observedGeneration",schemaPath:"#/properties\
/status/properties/observedGeneration/type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=
[t]:e.push(t),r++}}if(o.image!==void 0&&typeof o.image!="string"){const s={instancePath:i+"/status/image",schemaPath:"#/\
properties/status/properties/image/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[s]:
e.push(s),r++}if(o.nodes!==void 0&&typeof o.nodes!="string"){const s={instancePath:i+"/status/nodes",schemaPath:"#/prope\
rties/status/properties/nodes/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[s]:e.push(
s),r++}if(o.desiredNodes!==void 0){let s=o.desiredNodes;if(!(typeof s=="number"&&!(s%1)&&!isNaN(s)&&isFinite(s))){const t={
instancePath:i+"/status/desiredNodes",schemaPath:"#/properties/status/properties/desiredNodes/type",keyword:"type",params:{
type:"integer"},message:"must be integer"};e===null?e=[t]:e.push(t),r++}}if(o.readyNodes!==void 0){let s=o.readyNodes;if(!(typeof s==
"number"&&!(s%1)&&!isNaN(s)&&isFinite(s))){const t={instancePath:i+"/status/readyNodes",schemaPath:"#/properties/status/\
properties/readyNodes/type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[t]:e.push(t),r++}}
if(o.updatedNodes!==void 0){let s=o.updatedNodes;if(!(typeof s=="number"&&!(s%1)&&!isNaN(s)&&isFinite(s))){const t={instancePath:i+
"/status/updatedNodes",schemaPath:"#/properties/status/properties/updatedNodes/type",keyword:"type",params:{type:"intege\
r"},message:"must be integer"};e===null?e=[t]:e.push(t),r++}}if(o.lastUpdateTime!==void 0&&typeof o.lastUpdateTime!="str\
ing"){const s={instancePath:i+"/status/lastUpdateTime",schemaPath:"#/properties/status/properties/lastUpdateTime/type",keyword:"\
type",params:{type:"string"},message:"must be string"};e===null?e=[s]:e.push(s),r++}if(o.conditions!==void 0){let s=o.conditions;
if(Array.isArray(s)){const t=s.length;for(let p=0;p<t;p++){let n=s[p];if(n&&typeof n=="object"&&!Array.isArray(n)){if(n.
type===void 0){const a={instancePath:i+"/status/conditions/"+p,schemaPath:"#/properties/status/properties/conditions/ite\
ms/required",keyword:"required",params:{missingProperty:"type"},message:"must have required property 'type'"};e===null?e=
[a]:e.push(a),r++}if(n.status===void 0){const a={instancePath:i+"/status/conditions/"+p,schemaPath:"#/properties/status/\
properties/conditions/items/required",keyword:"required",params:{missingProperty:"status"},message:"must have required p\
roperty 'status'"};e===null?e=[a]:e.push(a),r++}if(n.reason===void 0){const a={instancePath:i+"/status/conditions/"+p,schemaPath:"\
#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty:"reason"},message:"\
must have required property 'reason'"};e===null?e=[a]:e.push(a),r++}if(n.message===void 0){const a={instancePath:i+"/sta\
tus/conditions/"+p,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty:"\
message"},message:"must have required property 'message'"};e===null?e=[a]:e.push(a),r++}if(n.lastTransitionTime===void 0){
const a={instancePath:i+"/status/conditions/"+p,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"\
required",params:{missingProperty:"lastTransitionTime"},message:"must have required property 'lastTransitionTime'"};e===
null?e=[a]:e.push(a),r++}if(n.type!==void 0&&typeof n.type!="string"){const a={instancePath:i+"/status/conditions/"+p+"/\
type",schemaPath:"#/properties/status/properties/conditions/items/properties/type/type",keyword:"type",params:{type:"str\
ing"},message:"must be string"};e===null?e=[a]:e.push(a),r++}if(n.status!==void 0){let a=n.status;if(typeof a!="string"){
const m={instancePath:i+"/status/conditions/"+p+"/status",schemaPath:"#/properties/status/properties/conditions/items/pr\
operties/status/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[m]:e.push(m),r++}if(!(a===
"True"||a==="False"||a==="Unknown")){const m={instancePath:i+"/status/conditions/"+p+"/status",schemaPath:"#/properties/\
status/properties/conditions/items/properties/status/enum",keyword:"enum",params:{allowedValues:P.properties.status.properties.
conditions.items.properties.status.enum},message:"must be equal to one of the allowed values"};e===null?e=[m]:e.push(m),
r++}}if(n.reason!==void 0&&typeof n.reason!="string"){const a={instancePath:i+"/status/conditions/"+p+"/reason",schemaPath:"\
#/properties/status/properties/conditions/items/properties/reason/type",keyword:"type",params:{type:"string"},message:"m\
ust be string"};e===null?e=[a]:e.push(a),r++}if(n.message!==void 0&&typeof n.message!="string"){const a={instancePath:i+
"/status/conditions/"+p+"/message",schemaPath:"#/properties/status/properties/conditions/items/properties/message/type",
keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[a]:e.push(a),r++}if(n.lastTransitionTime!==void 0&&
typeof n.lastTransitionTime!="string"){const a={instancePath:i+"/status/conditions/"+p+"/lastTransitionTime",schemaPath:"\
#/properties/status/properties/conditions/items/properties/lastTransitionTime/type",keyword:"type",params:{type:"string"},
message:"must be string"};e===null?e=[a]:e.push(a),r++}if(n.observedGeneration!==void 0){let a=n.observedGeneration;if(!(typeof a==
"number"&&!(a%1)&&!isNaN(a)&&isFinite(a))){const m={instancePath:i+"/status/conditions/"+p+"/observedGeneration",schemaPath:"\
#/properties/status/properties/conditions/items/properties/observedGeneration/type",keyword:"type",params:{type:"integer"},
message:"must be integer"};e===null?e=[m]:e.push(m),r++}}}else{const a={instancePath:i+"/status/conditions/"+p,schemaPath:"\
#/properties/status/properties/conditions/items/type",keyword:"type",params:{type:"object"},message:"must be object"};e===
null?e=[a]:e.push(a),r++}}}else{const t={instancePath:i+"/status/conditions",schemaPath:"#/properties/status/properties/\
conditions/type",keyword:"type",params:{type:"array"},message:"must be array"};e===null?e=[t]:e.push(t),r++}}}else{const s={
instancePath:i+"/status",schemaPath:"#/properties/status/type",keyword:"type",params:{type:"object"},message:"must be ob\
ject"};e===null?e=[s]:e.push(s),r++}}if(u.apiVersion!==void 0&&u.apiVersion!=="multinic.fms.io/v1"){const o={instancePath:i+
"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue:"multinic.fms.io/v1"},message:"\
must be equal to constant"};e===null?e=[o]:e.push(o),r++}if(u.kind!==void 0&&u.kind!=="Config"){const o={instancePath:i+
"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue:"Config"},message:"must be equal to co\
nstant"};e===null?e=[o]:e.push(o),r++}if(u.metadata!==void 0){let o=u.metadata;if(o&&typeof o=="object"&&!Array.isArray(
o)){if(o.name===void 0){const s={instancePath:i+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"require\
d",params:{missingProperty:"name"},message:"must have required property 'name'"};e===null?e=[s]:e.push(s),r++}if(o.name!==
void 0){let s=o.name;if(typeof s=="string"){if(!y.test(s)){const t={instancePath:i+"/metadata/name",schemaPath:"#/proper\
ties/metadata/properties/name/pattern",keyword:"pattern",params:{pattern:"^."},message:'must match pattern "^."'};e===null?
e=[t]:e.push(t),r++}}else{const t={instancePath:i+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/typ\
e",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[t]:e.push(t),r++}}if(o.uid!==void 0){let s=o.
uid;if(typeof s=="string"){if(!y.test(s)){const t={instancePath:i+"/metadata/uid",schemaPath:"#/properties/metadata/prop\
erties/uid/pattern",keyword:"pattern",params:{pattern:"^."},message:'must match pattern "^."'};e===null?e=[t]:e.push(t),
r++}}else{const t={instancePath:i+"/metadata/uid",schemaPath:"#/properties/metadata/properties/uid/type",keyword:"type",
params:{type:"string"},message:"must be string"};e===null?e=[t]:e.push(t),r++}}}else{const s={instancePath:i+"/metadata",
schemaPath:"#/properties/metadata/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[s]:e.
push(s),r++}}}else{const o={instancePath:i,schemaPath:"#/type",keyword:"type",params:{type:"object"},message:"must be ob\
ject"};e===null?e=[o]:e.push(o),r++}return v.errors=e,r===0}export const isDeviceClass=N;function N(u,{instancePath:i="",parentData:f,parentDataProperty:h,rootData:g=u}={}){let e=null,r=0;if(u&&typeof u=="obje\
ct"&&!Array.isArray(u)){if(u.apiVersion===void 0){const o={instancePath:i,schemaPath:"#/required",keyword:"required",params:{
missingProperty:"apiVersion"},message:"must have required property 'apiVersion'"};e===null?e=[o]:e.push(o),r++}if(u.kind===
void 0){const o={instancePath:i,schemaPath:"#/required",keyword:"required",params:{missingProperty:"kind"},message:"must\
 have required property 'kind'"};e===null?e=[o]:e.push(o),r++}if(u.metadata===void 0){const o={instancePath:i,schemaPath:"\
#/required",keyword:"required",params:{missingProperty:"metadata"},message:"must have required property 'metadata'"};e===
null?e=[o]:e.push(o),r++}if(u.spec===void 0){const o={instancePath:i,schemaPath:"#/required",keyword:"required",params:{
missingProperty:"spec"},message:"must have required property 'spec'"};e===null?e=[o]:e.push(o),r++}if(u.spec!==void 0){let o=u.
spec;if(o&&typeof o=="object"&&!Array.isArray(o)){if(o.ids===void 0){const s={instancePath:i+"/spec",schemaPath:"#/prope\
rties/spec/required",keyword:"required",params:{missingProperty:"ids"},message:"must have required property 'ids'"};e===
null?e=[s]:e.push(s),r++}if(o.ids!==void 0){let s=o.ids;if(Array.isArray(s)){const t=s.length;for(let p=0;p<t;p++){let n=s[p];
if(n&&typeof n=="object"&&!Array.isArray(n)){if(n.vendor===void 0){const a={instancePath:i+"/spec/ids/"+p,schemaPath:"#/\
properties/spec/properties/ids/items/required",keyword:"required",params:{missingProperty:"vendor"},message:"must have r\
equired property 'vendor'"};e===null?e=[a]:e.push(a),r++}if(n.products===void 0){const a={instancePath:i+"/spec/ids/"+p,
schemaPath:"#/properties/spec/properties/ids/items/required",keyword:"required",params:{missingProperty:"products"},message:"\
must have required property 'products'"};e===null?e=[a]:e.push(a),r++}if(n.vendor!==void 0&&typeof n.vendor!="string"){const a={
instancePath:i+"/spec/ids/"+p+"/vendor",schemaPath:"#/properties/spec/properties/ids/items/properties/vendor/type",keyword:"\
type",params:{type:"string"},message:"must be string"};e===null?e=[a]:e.push(a),r++}if(n.products!==void 0){let a=n.products;
if(Array.isArray(a)){const m=a.length;for(let d=0;d<m;d++)if(typeof a[d]!="string"){const c={instancePath:i+"/spec/ids/"+
p+"/products/"+d,schemaPath:"#/properties/spec/properties/ids/items/properties/products/items/type",keyword:"type",params:{
type:"string"},message:"must be string"};e===null?e=[c]:e.push(c),r++}}else{const m={instancePath:i+"/spec/ids/"+p+"/pro\
ducts",schemaPath:"#/properties/spec/properties/ids/items/properties/products/type",keyword:"type",params:{type:"array"},
message:"must be array"};e===null?e=[m]:e.push(m),r++}}}else{const a={instancePath:i+"/spec/ids/"+p,schemaPath:"#/proper\
ties/spec/properties/ids/items/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[a]:e.push(
a),r++}}}else{const t={instancePath:i+"/spec/ids",schemaPath:"#/properties/spec/properties/ids/type",keyword:"type",params:{
type:"array"},message:"must be array"};e===null?e=[t]:e.push(t),r++}}}else{const s={instancePath:i+"/spec",schemaPath:"#\
/properties/spec/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[s]:e.push(s),r++}}if(u.
status!==void 0){let o=u.status;if(!(o&&typeof o=="object"&&!Array.isArray(o))){const s={instancePath:i+"/status",schemaPath:"\
#/properties/status/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[s]:e.push(s),r++}}
if(u.apiVersion!==void 0&&u.apiVersion!=="multinic.fms.io/v1"){const o={instancePath:i+"/apiVersion",schemaPath:"#/prope\
rties/apiVersion/const",keyword:"const",params:{allowedValue:"multinic.fms.io/v1"},message:"must be equal to constant"};
e===null?e=[o]:e.push(o),r++}if(u.kind!==void 0&&u.kind!=="DeviceClass"){const o={instancePath:i+"/kind",schemaPath:"#/p\
roperties/kind/const",keyword:"const",params:{allowedValue:"DeviceClass"},message:"must be equal to constant"};e===null?
e=[o]:e.push(o),r++}if(u.metadata!==void 0){let o=u.metadata;if(o&&typeof o=="object"&&!Array.isArray(o)){if(o.name===void 0){
const s={instancePath:i+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty:"\
name"},message:"must have required property 'name'"};e===null?e=[s]:e.push(s),r++}if(o.name!==void 0){let s=o.name;if(typeof s==
"string"){if(!y.test(s)){const t={instancePath:i+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/patt\
ern",keyword:"pattern",params:{pattern:"^."},message:'must match pattern "^."'};e===null?e=[t]:e.push(t),r++}}else{const t={
instancePath:i+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type:"str\
ing"},message:"must be string"};e===null?e=[t]:e.push(t),r++}}if(o.uid!==void 0){let s=o.uid;if(typeof s=="string"){if(!y.
test(s)){const t={instancePath:i+"/metadata/uid",schemaPath:"#/properties/metadata/properties/uid/pattern",keyword:"patt\
ern",params:{pattern:"^."},message:'must match pattern "^."'};e===null?e=[t]:e.push(t),r++}}else{const t={instancePath:i+
"/metadata/uid",schemaPath:"#/properties/metadata/properties/uid/type",keyword:"type",params:{type:"string"},message:"mu\
st be string"};e===null?e=[t]:e.push(t),r++}}}else{const s={instancePath:i+"/metadata",schemaPath:"#/properties/metadata\
/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[s]:e.push(s),r++}}}else{const o={instancePath:i,
schemaPath:"#/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[o]:e.push(o),r++}return N.
errors=e,r===0}export const isHostInterface=j;const w={type:"object",required:["apiVersion","kind","metadata","spec"],properties:{
spec:{type:"object",required:["hostName","interfaces"],properties:{hostName:{type:"string"},interfaces:{type:"array",items:{
type:"object",required:["interfaceName"],properties:{interfaceName:{type:"string"},netAddress:{type:"string"},hostIP:{type:"\
string"},gateway:{type:"string"},vendor:{type:"string"},product:{type:"string"},pciAddress:{type:"string"},linkState:{type:"\
string",enum:["up","down"]},mtu:{type:"integer",minimum:0},numaNode:{type:"integer",minimum:0},speedMbps:{type:"integer",
minimum:0}}}}}},status:{type:"object",properties:{interfaces:{type:"integer",minimum:0},up:{type:"integer",minimum:0},networks:{
type:"array",items:{type:"object",required:["name","routes"],properties:{name:{type:"string"},routes:{type:"string",enum:[
"Ready","Failed"]},message:{type:"string"}}}},notOffered:{type:"array",items:{type:"object",required:["interfaceName","r\
eason","message"],properties:{interfaceName:{type:"string"},netAddress:{type:"string"},reason:{type:"string",enum:["Prim\
ary","NameReserved","Excluded","KindNotSelected","Port","NoAddress","IPv6Only","AddressUnusable"]},message:{type:"string"}}}},
stat:{type:"object",required:["count","interfaceName","lastRx","lastRxDrop","lastTimestamp","lastTx","lastTxDrop","rxDro\
pRate","rxRate","txDropRate","txRate"],properties:{interfaceName:{type:"string"},count:{type:"integer"},lastTimestamp:{type:"\
integer",format:"int64"},lastTx:{type:"integer"},lastRx:{type:"integer"},lastTxDrop:{type:"integer"},lastRxDrop:{type:"i\
nteger"},txRate:{type:"integer"},rxRate:{type:"integer"},txDropRate:{type:"integer"},rxDropRate:{type:"integer"}}}}},apiVersion:{
const:"multinic.fms.io/v1"},kind:{const:"HostInterface"},metadata:{type:"object",required:["name"],properties:{name:{type:"\
string",pattern:"^."},uid:{type:"string",pattern:"^."}}}},$id:"HostInterface"};function j(u,{instancePath:i="",parentData:f,
parentDataProperty:h,rootData:g=u}={}){let e=null,r=0;if(u&&typeof u=="object"&&!Array.isArray(u)){if(u.apiVersion===void 0){
const o={instancePath:i,schemaPath:"#/required",keyword:"required",params:{missingProperty:"apiVersion"},message:"must h\
ave required property 'apiVersion'"};e===null?e=[o]:e.push(o),r++}if(u.kind===void 0){const o={instancePath:i,schemaPath:"\
#/required",keyword:"required",params:{missingProperty:"kind"},message:"must have required property 'kind'"};e===null?e=
[o]:e.push(o),r++}if(u.metadata===void 0){const o={instancePath:i,schemaPath:"#/required",keyword:"required",params:{missingProperty:"\
metadata"},message:"must have required property 'metadata'"};e===null?e=[o]:e.push(o),r++}if(u.spec===void 0){const o={instancePath:i,
schemaPath:"#/required",keyword:"required",params:{missingProperty:"spec"},message:"must have required property 'spec'"};
e===null?e=[o]:e.push(o),r++}if(u.spec!==void 0){let o=u.spec;if(o&&typeof o=="object"&&!Array.isArray(o)){if(o.hostName===
void 0){const s={instancePath:i+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty:"\
hostName"},message:"must have required property 'hostName'"};e===null?e=[s]:e.push(s),r++}if(o.interfaces===void 0){const s={
instancePath:i+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty:"interfaces"},
message:"must have required property 'interfaces'"};e===null?e=[s]:e.push(s),r++}if(o.hostName!==void 0&&typeof o.hostName!=
"string"){const s={instancePath:i+"/spec/hostName",schemaPath:"#/properties/spec/properties/hostName/type",keyword:"type",
params:{type:"string"},message:"must be string"};e===null?e=[s]:e.push(s),r++}if(o.interfaces!==void 0){let s=o.interfaces;
if(Array.isArray(s)){const t=s.length;for(let p=0;p<t;p++){let n=s[p];if(n&&typeof n=="object"&&!Array.isArray(n)){if(n.
interfaceName===void 0){const a={instancePath:i+"/spec/interfaces/"+p,schemaPath:"#/properties/spec/properties/interface\
s/items/required",keyword:"required",params:{missingProperty:"interfaceName"},message:"must have required property 'inte\
rfaceName'"};e===null?e=[a]:e.push(a),r++}if(n.interfaceName!==void 0&&typeof n.interfaceName!="string"){const a={instancePath:i+
"/spec/interfaces/"+p+"/interfaceName",schemaPath:"#/properties/spec/properties/interfaces/items/properties/interfaceNam\
e/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[a]:e.push(a),r++}if(n.netAddress!==void 0&&
typeof n.netAddress!="string"){const a={instancePath:i+"/spec/interfaces/"+p+"/netAddress",schemaPath:"#/properties/spec\
/properties/interfaces/items/properties/netAddress/type",keyword:"type",params:{type:"string"},message:"must be string"};
e===null?e=[a]:e.push(a),r++}if(n.hostIP!==void 0&&typeof n.hostIP!="string"){const a={instancePath:i+"/spec/interfaces/"+
p+"/hostIP",schemaPath:"#/properties/spec/properties/interfaces/items/properties/hostIP/type",keyword:"type",params:{type:"\
string"},message:"must be string"};e===null?e=[a]:e.push(a),r++}if(n.gateway!==void 0&&typeof n.gateway!="string"){const a={
instancePath:i+"/spec/interfaces/"+p+"/gateway",schemaPath:"#/properties/spec/properties/interfaces/items/properties/gat\
eway/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[a]:e.push(a),r++}if(n.vendor!==void 0&&
typeof n.vendor!="string"){const a={instancePath:i+"/spec/interfaces/"+p+"/vendor",schemaPath:"#/properties/spec/propert\
ies/interfaces/items/properties/vendor/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=
[a]:e.push(a),r++}if(n.product!==void 0&&typeof n.product!="string"){const a={instancePath:i+"/spec/interfaces/"+p+"/pro\
duct",schemaPath:"#/properties/spec/properties/interfaces/items/properties/product/type",keyword:"type",params:{type:"st\
ring"},message:"must be string"};e===null?e=[a]:e.push(a),r++}if(n.pciAddress!==void 0&&typeof n.pciAddress!="string"){const a={
instancePath:i+"/spec/interfaces/"+p+"/pciAddress",schemaPath:"#/properties/spec/properties/interfaces/items/properties/\
pciAddress/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[a]:e.push(a),r++}if(n.linkState!==
void 0){let a=n.linkState;if(typeof a!="string"){const m={instancePath:i+"/spec/interfaces/"+p+"/linkState",schemaPath:"\
#/properties/spec/properties/interfaces/items/properties/linkState/type",keyword:"type",params:{type:"string"},message:"\
must be string"};e===null?e=[m]:e.push(m),r++}if(!(a==="up"||a==="down")){const m={instancePath:i+"/spec/interfaces/"+p+
"/linkState",schemaPath:"#/properties/spec/properties/interfaces/items/properties/linkState/enum",keyword:"enum",params:{
allowedValues:w.properties.spec.properties.interfaces.items.properties.linkState.enum},message:"must be equal to one of \
the allowed values"};e===null?e=[m]:e.push(m),r++}}if(n.mtu!==void 0){let a=n.mtu;if(!(typeof a=="number"&&!(a%1)&&!isNaN(
a)&&isFinite(a))){const m={instancePath:i+"/spec/interfaces/"+p+"/mtu",schemaPath:"#/properties/spec/properties/interfac\
es/items/properties/mtu/type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[m]:e.push(m),
r++}if(typeof a=="number"&&isFinite(a)&&(a<0||isNaN(a))){const m={instancePath:i+"/spec/interfaces/"+p+"/mtu",schemaPath:"\
#/properties/spec/properties/interfaces/items/properties/mtu/minimum",keyword:"minimum",params:{comparison:">=",limit:0},
message:"must be >= 0"};e===null?e=[m]:e.push(m),r++}}if(n.numaNode!==void 0){let a=n.numaNode;if(!(typeof a=="number"&&
!(a%1)&&!isNaN(a)&&isFinite(a))){const m={instancePath:i+"/spec/interfaces/"+p+"/numaNode",schemaPath:"#/properties/spec\
/properties/interfaces/items/properties/numaNode/type",keyword:"type",params:{type:"integer"},message:"must be integer"};
e===null?e=[m]:e.push(m),r++}if(typeof a=="number"&&isFinite(a)&&(a<0||isNaN(a))){const m={instancePath:i+"/spec/interfa\
ces/"+p+"/numaNode",schemaPath:"#/properties/spec/properties/interfaces/items/properties/numaNode/minimum",keyword:"mini\
mum",params:{comparison:">=",limit:0},message:"must be >= 0"};e===null?e=[m]:e.push(m),r++}}if(n.speedMbps!==void 0){let a=n.
speedMbps;if(!(typeof a=="number"&&!(a%1)&&!isNaN(a)&&isFinite(a))){const m={instancePath:i+"/spec/interfaces/"+p+"/spee\
dMbps",schemaPath:"#/properties/spec/properties/interfaces/items/properties/speedMbps/type",keyword:"type",params:{type:"\
integer"},message:"must be integer"};e===null?e=[m]:e.push(m),r++}if(typeof a=="number"&&isFinite(a)&&(a<0||isNaN(a))){const m={
instancePath:i+"/spec/interfaces/"+p+"/speedMbps",schemaPath:"#/properties/spec/properties/interfaces/items/properties/s\
peedMbps/minimum",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"};e===null?e=[m]:e.push(m),r++}}}else{
const a={instancePath:i+"/spec/interfaces/"+p,schemaPath:"#/properties/spec/properties/interfaces/items/type",keyword:"t\
ype",params:{type:"object"},message:"must be object"};e===null?e=[a]:e.push(a),r++}}}else{const t={instancePath:i+"/spec\
/interfaces",schemaPath:"#/properties/spec/properties/interfaces/type",keyword:"type",params:{type:"array"},message:"mus\
t be array"};e===null?e=[t]:e.push(t),r++}}}else{const s={instancePath:i+"/spec",schemaPath:"#/properties/spec/type",keyword:"\
type",params:{type:"object"},message:"must be object"};e===null?e=[s]:e.push(s),r++}}if(u.status!==void 0){let o=u.status;
if(o&&typeof o=="object"&&!Array.isArray(o)){if(o.interfaces!==void 0){let s=o.interfaces;if(!(typeof s=="number"&&!(s%1)&&
!isNaN(s)&&isFinite(s))){const t={instancePath:i+"/status/interfaces",schemaPath:"#/properties/status/properties/interfa\
ces/type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[t]:e.push(t),r++}if(typeof s=="n\
umber"&&isFinite(s)&&(s<0||isNaN(s))){const t={instancePath:i+"/status/interfaces",schemaPath:"#/properties/status/prope\
rties/interfaces/minimum",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"};e===null?e=[t]:e.push(
t),r++}}if(o.up!==void 0){let s=o.up;if(!(typeof s=="number"&&!(s%1)&&!isNaN(s)&&isFinite(s))){const t={instancePath:i+"\
/status/up",schemaPath:"#/properties/status/properties/up/type",keyword:"type",params:{type:"integer"},message:"must be \
integer"};e===null?e=[t]:e.push(t),r++}if(typeof s=="number"&&isFinite(s)&&(s<0||isNaN(s))){const t={instancePath:i+"/st\
atus/up",schemaPath:"#/properties/status/properties/up/minimum",keyword:"minimum",params:{comparison:">=",limit:0},message:"\
must be >= 0"};e===null?e=[t]:e.push(t),r++}}if(o.networks!==void 0){let s=o.networks;if(Array.isArray(s)){const t=s.length;
for(let p=0;p<t;p++){let n=s[p];if(n&&typeof n=="object"&&!Array.isArray(n)){if(n.name===void 0){const a={instancePath:i+
"/status/networks/"+p,schemaPath:"#/properties/status/properties/networks/items/required",keyword:"required",params:{missingProperty:"\
name"},message:"must have required property 'name'"};e===null?e=[a]:e.push(a),r++}if(n.routes===void 0){const a={instancePath:i+
"/status/networks/"+p,schemaPath:"#/properties/status/properties/networks/items/required",keyword:"required",params:{missingProperty:"\
routes"},message:"must have required property 'routes'"};e===null?e=[a]:e.push(a),r++}if(n.name!==void 0&&typeof n.name!=
"string"){const a={instancePath:i+"/status/networks/"+p+"/name",schemaPath:"#/properties/status/properties/networks/item\
s/properties/name/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[a]:e.push(a),r++}if(n.
routes!==void 0){let a=n.routes;if(typeof a!="string"){const m={instancePath:i+"/status/networks/"+p+"/routes",schemaPath:"\
#/properties/status/properties/networks/items/properties/routes/type",keyword:"type",params:{type:"string"},message:"mus\
t be string"};e===null?e=[m]:e.push(m),r++}if(!(a==="Ready"||a==="Failed")){const m={instancePath:i+"/status/networks/"+
p+"/routes",schemaPath:"#/properties/status/properties/networks/items/properties/routes/enum",keyword:"enum",params:{allowedValues:w.
properties.status.properties.networks.items.properties.routes.enum},message:"must be equal to one of the allowed values"};
e===null?e=[m]:e.push(m),r++}}if(n.message!==void 0&&typeof n.message!="string"){const a={instancePath:i+"/status/networ\
ks/"+p+"/message",schemaPath:"#/properties/status/properties/networks/items/properties/message/type",keyword:"type",params:{
type:"string"},message:"must be string"};e===null?e=[a]:e.push(a),r++}}else{const a={instancePath:i+"/status/networks/"+
p,schemaPath:"#/properties/status/properties/networks/items/type",keyword:"type",params:{type:"object"},message:"must be\
 object"};e===null?e=[a]:e.push(a),r++}}}else{const t={instancePath:i+"/status/networks",schemaPath:"#/properties/status\
/properties/networks/type",keyword:"type",params:{type:"array"},message:"must be array"};e===null?e=[t]:e.push(t),r++}}if(o.
notOffered!==void 0){let s=o.notOffered;if(Array.isArray(s)){const t=s.length;for(let p=0;p<t;p++){let n=s[p];if(n&&typeof n==
"object"&&!Array.isArray(n)){if(n.interfaceName===void 0){const a={instancePath:i+"/status/notOffered/"+p,schemaPath:"#/\
properties/status/properties/notOffered/items/required",keyword:"required",params:{missingProperty:"interfaceName"},message:"\
must have required property 'interfaceName'"};e===null?e=[a]:e.push(a),r++}if(n.reason===void 0){const a={instancePath:i+
"/status/notOffered/"+p,schemaPath:"#/properties/status/properties/notOffered/items/required",keyword:"required",params:{
missingProperty:"reason"},message:"must have required property 'reason'"};e===null?e=[a]:e.push(a),r++}if(n.message===void 0){
const a={instancePath:i+"/status/notOffered/"+p,schemaPath:"#/properties/status/properties/notOffered/items/required",keyword:"\
required",params:{missingProperty:"message"},message:"must have required property 'message'"};e===null?e=[a]:e.push(a),r++}
if(n.interfaceName!==void 0&&typeof n.interfaceName!="string"){const a={instancePath:i+"/status/notOffered/"+p+"/interfa\
ceName",schemaPath:"#/properties/status/properties/notOffered/items/properties/interfaceName/type",keyword:"type",params:{
type:"string"},message:"must be string"};e===null?e=[a]:e.push(a),r++}if(n.netAddress!==void 0&&typeof n.netAddress!="st\
ring"){const a={instancePath:i+"/status/notOffered/"+p+"/netAddress",schemaPath:"#/properties/status/properties/notOffer\
ed/items/properties/netAddress/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[a]:e.push(
a),r++}if(n.reason!==void 0){let a=n.reason;if(typeof a!="string"){const m={instancePath:i+"/status/notOffered/"+p+"/rea\
son",schemaPath:"#/properties/status/properties/notOffered/items/properties/reason/type",keyword:"type",params:{type:"st\
ring"},message:"must be string"};e===null?e=[m]:e.push(m),r++}if(!(a==="Primary"||a==="NameReserved"||a==="Excluded"||a===
"KindNotSelected"||a==="Port"||a==="NoAddress"||a==="IPv6Only"||a==="AddressUnusable")){const m={instancePath:i+"/status\
/notOffered/"+p+"/reason",schemaPath:"#/properties/status/properties/notOffered/items/properties/reason/enum",keyword:"e\
num",params:{allowedValues:w.properties.status.properties.notOffered.items.properties.reason.enum},message:"must be equa\
l to one of the allowed values"};e===null?e=[m]:e.push(m),r++}}if(n.message!==void 0&&typeof n.message!="string"){const a={
instancePath:i+"/status/notOffered/"+p+"/message",schemaPath:"#/properties/status/properties/notOffered/items/properties\
/message/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[a]:e.push(a),r++}}else{const a={
instancePath:i+"/status/notOffered/"+p,schemaPath:"#/properties/status/properties/notOffered/items/type",keyword:"type",
params:{type:"object"},message:"must be object"};e===null?e=[a]:e.push(a),r++}}}else{const t={instancePath:i+"/status/no\
tOffered",schemaPath:"#/properties/status/properties/notOffered/type",keyword:"type",params:{type:"array"},message:"must\
 be array"};e===null?e=[t]:e.push(t),r++}}if(o.stat!==void 0){let s=o.stat;if(s&&typeof s=="object"&&!Array.isArray(s)){
if(s.count===void 0){const t={instancePath:i+"/status/stat",schemaPath:"#/properties/status/properties/stat/required",keyword:"\
required",params:{missingProperty:"count"},message:"must have required property 'count'"};e===null?e=[t]:e.push(t),r++}if(s.
interfaceName===void 0){const t={instancePath:i+"/status/stat",schemaPath:"#/properties/status/properties/stat/required",
keyword:"required",params:{missingProperty:"interfaceName"},message:"must have required property 'interfaceName'"};e===null?
e=[t]:e.push(t),r++}if(s.lastRx===void 0){const t={instancePath:i+"/status/stat",schemaPath:"#/properties/status/propert\
ies/stat/required",keyword:"required",params:{missingProperty:"lastRx"},message:"must have required property 'lastRx'"};
e===null?e=[t]:e.push(t),r++}if(s.lastRxDrop===void 0){const t={instancePath:i+"/status/stat",schemaPath:"#/properties/s\
tatus/properties/stat/required",keyword:"required",params:{missingProperty:"lastRxDrop"},message:"must have required pro\
perty 'lastRxDrop'"};e===null?e=[t]:e.push(t),r++}if(s.lastTimestamp===void 0){const t={instancePath:i+"/status/stat",schemaPath:"\
#/properties/status/properties/stat/required",keyword:"required",params:{missingProperty:"lastTimestamp"},message:"must \
have required property 'lastTimestamp'"};e===null?e=[t]:e.push(t),r++}if(s.lastTx===void 0){const t={instancePath:i+"/st\
atus/stat",schemaPath:"#/properties/status/properties/stat/required",keyword:"required",params:{missingProperty:"lastTx"},
message:"must have required property 'lastTx'"};e===null?e=[t]:e.push(t),r++}if(s.lastTxDrop===void 0){const t={instancePath:i+
"/status/stat",schemaPath:"#/properties/status/properties/stat/required",keyword:"required",params:{missingProperty:"las\
tTxDrop"},message:"must have required property 'lastTxDrop'"};e===null?e=[t]:e.push(t),r++}if(s.rxDropRate===void 0){const t={
instancePath:i+"/status/stat",schemaPath:"#/properties/status/properties/stat/required",keyword:"required",params:{missingProperty:"\
rxDropRate"},message:"must have required property 'rxDropRate'"};e===null?e=[t]:e.push(t),r++}if(s.rxRate===void 0){const t={
instancePath:i+"/status/stat",schemaPath:"#/properties/status/properties/stat/required",keyword:"required",params:{missingProperty:"\
rxRate"},message:"must have required property 'rxRate'"};e===null?e=[t]:e.push(t),r++}if(s.txDropRate===void 0){const t={
instancePath:i+"/status/stat",schemaPath:"#/properties/status/properties/stat/required",keyword:"required",params:{missingProperty:"\
txDropRate"},message:"must have required property 'txDropRate'"};e===null?e=[t]:e.push(t),r++}if(s.txRate===void 0){const t={
instancePath:i+"/status/stat",schemaPath:"#/properties/status/properties/stat/required",keyword:"required",params:{missingProperty:"\
txRate"},message:"must have required property 'txRate'"};e===null?e=[t]:e.push(t),r++}if(s.interfaceName!==void 0&&typeof s.
interfaceName!="string"){const t={instancePath:i+"/status/stat/interfaceName",schemaPath:"#/properties/status/properties\
/stat/properties/interfaceName/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[t]:e.push(
t),r++}if(s.count!==void 0){let t=s.count;if(!(typeof t=="number"&&!(t%1)&&!isNaN(t)&&isFinite(t))){const p={instancePath:i+
"/status/stat/count",schemaPath:"#/properties/status/properties/stat/properties/count/type",keyword:"type",params:{type:"\
integer"},message:"must be integer"};e===null?e=[p]:e.push(p),r++}}if(s.lastTimestamp!==void 0){let t=s.lastTimestamp;if(!(typeof t==
"number"&&!(t%1)&&!isNaN(t)&&isFinite(t))){const p={instancePath:i+"/status/stat/lastTimestamp",schemaPath:"#/properties\
/status/properties/stat/properties/lastTimestamp/type",keyword:"type",params:{type:"integer"},message:"must be integer"};
e===null?e=[p]:e.push(p),r++}}if(s.lastTx!==void 0){let t=s.lastTx;if(!(typeof t=="number"&&!(t%1)&&!isNaN(t)&&isFinite(
t))){const p={instancePath:i+"/status/stat/lastTx",schemaPath:"#/properties/status/properties/stat/properties/lastTx/typ\
e",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[p]:e.push(p),r++}}if(s.lastRx!==void 0){
let t=s.lastRx;if(!(typeof t=="number"&&!(t%1)&&!isNaN(t)&&isFinite(t))){const p={instancePath:i+"/status/stat/lastRx",schemaPath:"\
#/properties/status/properties/stat/properties/lastRx/type",keyword:"type",params:{type:"integer"},message:"must be inte\
ger"};e===null?e=[p]:e.push(p),r++}}if(s.lastTxDrop!==void 0){let t=s.lastTxDrop;if(!(typeof t=="number"&&!(t%1)&&!isNaN(
t)&&isFinite(t))){const p={instancePath:i+"/status/stat/lastTxDrop",schemaPath:"#/properties/status/properties/stat/prop\
erties/lastTxDrop/type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[p]:e.push(p),r++}}
if(s.lastRxDrop!==void 0){let t=s.lastRxDrop;if(!(typeof t=="number"&&!(t%1)&&!isNaN(t)&&isFinite(t))){const p={instancePath:i+
"/status/stat/lastRxDrop",schemaPath:"#/properties/status/properties/stat/properties/lastRxDrop/type",keyword:"type",params:{
type:"integer"},message:"must be integer"};e===null?e=[p]:e.push(p),r++}}if(s.txRate!==void 0){let t=s.txRate;if(!(typeof t==
"number"&&!(t%1)&&!isNaN(t)&&isFinite(t))){const p={instancePath:i+"/status/stat/txRate",schemaPath:"#/properties/status\
/properties/stat/properties/txRate/type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[p]:
e.push(p),r++}}if(s.rxRate!==void 0){let t=s.rxRate;if(!(typeof t=="number"&&!(t%1)&&!isNaN(t)&&isFinite(t))){const p={instancePath:i+
"/status/stat/rxRate",schemaPath:"#/properties/status/properties/stat/properties/rxRate/type",keyword:"type",params:{type:"\
integer"},message:"must be integer"};e===null?e=[p]:e.push(p),r++}}if(s.txDropRate!==void 0){let t=s.txDropRate;if(!(typeof t==
"number"&&!(t%1)&&!isNaN(t)&&isFinite(t))){const p={instancePath:i+"/status/stat/txDropRate",schemaPath:"#/properties/st\
atus/properties/stat/properties/txDropRate/type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?
e=[p]:e.push(p),r++}}if(s.rxDropRate!==void 0){let t=s.rxDropRate;if(!(typeof t=="number"&&!(t%1)&&!isNaN(t)&&isFinite(t))){
const p={instancePath:i+"/status/stat/rxDropRate",schemaPath:"#/properties/status/properties/stat/properties/rxDropRate/\
type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[p]:e.push(p),r++}}}else{const t={instancePath:i+
"/status/stat",schemaPath:"#/properties/status/properties/stat/type",keyword:"type",params:{type:"object"},message:"must\
 be object"};e===null?e=[t]:e.push(t),r++}}}else{const s={instancePath:i+"/status",schemaPath:"#/properties/status/type",
keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[s]:e.push(s),r++}}if(u.apiVersion!==void 0&&
u.apiVersion!=="multinic.fms.io/v1"){const o={instancePath:i+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"\
const",params:{allowedValue:"multinic.fms.io/v1"},message:"must be equal to constant"};e===null?e=[o]:e.push(o),r++}if(u.
kind!==void 0&&u.kind!=="HostInterface"){const o={instancePath:i+"/kind",schemaPath:"#/properties/kind/const",keyword:"c\
onst",params:{allowedValue:"HostInterface"},message:"must be equal to constant"};e===null?e=[o]:e.push(o),r++}if(u.metadata!==
void 0){let o=u.metadata;if(o&&typeof o=="object"&&!Array.isArray(o)){if(o.name===void 0){const s={instancePath:i+"/meta\
data",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty:"name"},message:"must have \
required property 'name'"};e===null?e=[s]:e.push(s),r++}if(o.name!==void 0){let s=o.name;if(typeof s=="string"){if(!y.test(
s)){const t={instancePath:i+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/pattern",keyword:"pattern",
params:{pattern:"^."},message:'must match pattern "^."'};e===null?e=[t]:e.push(t),r++}}else{const t={instancePath:i+"/me\
tadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type:"string"},message:"must\
 be string"};e===null?e=[t]:e.push(t),r++}}if(o.uid!==void 0){let s=o.uid;if(typeof s=="string"){if(!y.test(s)){const t={
instancePath:i+"/metadata/uid",schemaPath:"#/properties/metadata/properties/uid/pattern",keyword:"pattern",params:{pattern:"\
^."},message:'must match pattern "^."'};e===null?e=[t]:e.push(t),r++}}else{const t={instancePath:i+"/metadata/uid",schemaPath:"\
#/properties/metadata/properties/uid/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[t]:
e.push(t),r++}}}else{const s={instancePath:i+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{
type:"object"},message:"must be object"};e===null?e=[s]:e.push(s),r++}}}else{const o={instancePath:i,schemaPath:"#/type",
keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[o]:e.push(o),r++}return j.errors=e,r===0}export const isIPPool=A;function A(u,{instancePath:i="",parentData:f,parentDataProperty:h,rootData:g=u}={}){let e=null,r=0;if(u&&typeof u=="obje\
ct"&&!Array.isArray(u)){if(u.apiVersion===void 0){const o={instancePath:i,schemaPath:"#/required",keyword:"required",params:{
missingProperty:"apiVersion"},message:"must have required property 'apiVersion'"};e===null?e=[o]:e.push(o),r++}if(u.kind===
void 0){const o={instancePath:i,schemaPath:"#/required",keyword:"required",params:{missingProperty:"kind"},message:"must\
 have required property 'kind'"};e===null?e=[o]:e.push(o),r++}if(u.metadata===void 0){const o={instancePath:i,schemaPath:"\
#/required",keyword:"required",params:{missingProperty:"metadata"},message:"must have required property 'metadata'"};e===
null?e=[o]:e.push(o),r++}if(u.spec===void 0){const o={instancePath:i,schemaPath:"#/required",keyword:"required",params:{
missingProperty:"spec"},message:"must have required property 'spec'"};e===null?e=[o]:e.push(o),r++}if(u.spec!==void 0){let o=u.
spec;if(o&&typeof o=="object"&&!Array.isArray(o)){if(o.podCIDR===void 0){const s={instancePath:i+"/spec",schemaPath:"#/p\
roperties/spec/required",keyword:"required",params:{missingProperty:"podCIDR"},message:"must have required property 'pod\
CIDR'"};e===null?e=[s]:e.push(s),r++}if(o.vlanCIDR===void 0){const s={instancePath:i+"/spec",schemaPath:"#/properties/sp\
ec/required",keyword:"required",params:{missingProperty:"vlanCIDR"},message:"must have required property 'vlanCIDR'"};e===
null?e=[s]:e.push(s),r++}if(o.netAttachDef===void 0){const s={instancePath:i+"/spec",schemaPath:"#/properties/spec/requi\
red",keyword:"required",params:{missingProperty:"netAttachDef"},message:"must have required property 'netAttachDef'"};e===
null?e=[s]:e.push(s),r++}if(o.hostName===void 0){const s={instancePath:i+"/spec",schemaPath:"#/properties/spec/required",
keyword:"required",params:{missingProperty:"hostName"},message:"must have required property 'hostName'"};e===null?e=[s]:
e.push(s),r++}if(o.interfaceName===void 0){const s={instancePath:i+"/spec",schemaPath:"#/properties/spec/required",keyword:"\
required",params:{missingProperty:"interfaceName"},message:"must have required property 'interfaceName'"};e===null?e=[s]:
e.push(s),r++}if(o.excludes===void 0){const s={instancePath:i+"/spec",schemaPath:"#/properties/spec/required",keyword:"r\
equired",params:{missingProperty:"excludes"},message:"must have required property 'excludes'"};e===null?e=[s]:e.push(s),
r++}if(o.allocations===void 0){const s={instancePath:i+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",
params:{missingProperty:"allocations"},message:"must have required property 'allocations'"};e===null?e=[s]:e.push(s),r++}
if(o.podCIDR!==void 0&&typeof o.podCIDR!="string"){const s={instancePath:i+"/spec/podCIDR",schemaPath:"#/properties/spec\
/properties/podCIDR/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[s]:e.push(s),r++}if(o.
vlanCIDR!==void 0&&typeof o.vlanCIDR!="string"){const s={instancePath:i+"/spec/vlanCIDR",schemaPath:"#/properties/spec/p\
roperties/vlanCIDR/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[s]:e.push(s),r++}if(o.
netAttachDef!==void 0&&typeof o.netAttachDef!="string"){const s={instancePath:i+"/spec/netAttachDef",schemaPath:"#/prope\
rties/spec/properties/netAttachDef/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[s]:
e.push(s),r++}if(o.hostName!==void 0&&typeof o.hostName!="string"){const s={instancePath:i+"/spec/hostName",schemaPath:"\
#/properties/spec/properties/hostName/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[
s]:e.push(s),r++}if(o.interfaceName!==void 0&&typeof o.interfaceName!="string"){const s={instancePath:i+"/spec/interface\
Name",schemaPath:"#/properties/spec/properties/interfaceName/type",keyword:"type",params:{type:"string"},message:"must b\
e string"};e===null?e=[s]:e.push(s),r++}if(o.excludes!==void 0){let s=o.excludes;if(Array.isArray(s)){const t=s.length;for(let p=0;p<
t;p++)if(typeof s[p]!="string"){const n={instancePath:i+"/spec/excludes/"+p,schemaPath:"#/properties/spec/properties/exc\
ludes/items/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[n]:e.push(n),r++}}else{const t={
instancePath:i+"/spec/excludes",schemaPath:"#/properties/spec/properties/excludes/type",keyword:"type",params:{type:"arr\
ay"},message:"must be array"};e===null?e=[t]:e.push(t),r++}}if(o.allocations!==void 0){let s=o.allocations;if(Array.isArray(
s)){const t=s.length;for(let p=0;p<t;p++){let n=s[p];if(n&&typeof n=="object"&&!Array.isArray(n)){if(n.pod===void 0){const a={
instancePath:i+"/spec/allocations/"+p,schemaPath:"#/properties/spec/properties/allocations/items/required",keyword:"requ\
ired",params:{missingProperty:"pod"},message:"must have required property 'pod'"};e===null?e=[a]:e.push(a),r++}if(n.namespace===
void 0){const a={instancePath:i+"/spec/allocations/"+p,schemaPath:"#/properties/spec/properties/allocations/items/requir\
ed",keyword:"required",params:{missingProperty:"namespace"},message:"must have required property 'namespace'"};e===null?
e=[a]:e.push(a),r++}if(n.index===void 0){const a={instancePath:i+"/spec/allocations/"+p,schemaPath:"#/properties/spec/pr\
operties/allocations/items/required",keyword:"required",params:{missingProperty:"index"},message:"must have required pro\
perty 'index'"};e===null?e=[a]:e.push(a),r++}if(n.address===void 0){const a={instancePath:i+"/spec/allocations/"+p,schemaPath:"\
#/properties/spec/properties/allocations/items/required",keyword:"required",params:{missingProperty:"address"},message:"\
must have required property 'address'"};e===null?e=[a]:e.push(a),r++}if(n.pod!==void 0&&typeof n.pod!="string"){const a={
instancePath:i+"/spec/allocations/"+p+"/pod",schemaPath:"#/properties/spec/properties/allocations/items/properties/pod/t\
ype",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[a]:e.push(a),r++}if(n.namespace!==void 0&&
typeof n.namespace!="string"){const a={instancePath:i+"/spec/allocations/"+p+"/namespace",schemaPath:"#/properties/spec/\
properties/allocations/items/properties/namespace/type",keyword:"type",params:{type:"string"},message:"must be string"};
e===null?e=[a]:e.push(a),r++}if(n.index!==void 0){let a=n.index;if(!(typeof a=="number"&&!(a%1)&&!isNaN(a)&&isFinite(a))){
const m={instancePath:i+"/spec/allocations/"+p+"/index",schemaPath:"#/properties/spec/properties/allocations/items/prope\
rties/index/type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[m]:e.push(m),r++}if(typeof a==
"number"&&isFinite(a)&&(a<0||isNaN(a))){const m={instancePath:i+"/spec/allocations/"+p+"/index",schemaPath:"#/properties\
/spec/properties/allocations/items/properties/index/minimum",keyword:"minimum",params:{comparison:">=",limit:0},message:"\
must be >= 0"};e===null?e=[m]:e.push(m),r++}}if(n.address!==void 0&&typeof n.address!="string"){const a={instancePath:i+
"/spec/allocations/"+p+"/address",schemaPath:"#/properties/spec/properties/allocations/items/properties/address/type",keyword:"\
type",params:{type:"string"},message:"must be string"};e===null?e=[a]:e.push(a),r++}}else{const a={instancePath:i+"/spec\
/allocations/"+p,schemaPath:"#/properties/spec/properties/allocations/items/type",keyword:"type",params:{type:"object"},
message:"must be object"};e===null?e=[a]:e.push(a),r++}}}else{const t={instancePath:i+"/spec/allocations",schemaPath:"#/\
properties/spec/properties/allocations/type",keyword:"type",params:{type:"array"},message:"must be array"};e===null?e=[t]:
e.push(t),r++}}}else{const s={instancePath:i+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type:"ob\
ject"},message:"must be object"};e===null?e=[s]:e.push(s),r++}}if(u.status!==void 0){let o=u.status;if(o&&typeof o=="obj\
ect"&&!Array.isArray(o)){if(o.total!==void 0){let s=o.total;if(!(typeof s=="number"&&!(s%1)&&!isNaN(s)&&isFinite(s))){const t={
instancePath:i+"/status/total",schemaPath:"#/properties/status/properties/total/type",keyword:"type",params:{type:"integ\
er"},message:"must be integer"};e===null?e=[t]:e.push(t),r++}if(typeof s=="number"&&isFinite(s)&&(s<0||isNaN(s))){const t={
instancePath:i+"/status/total",schemaPath:"#/properties/status/properties/total/minimum",keyword:"minimum",params:{comparison:"\
>=",limit:0},message:"must be >= 0"};e===null?e=[t]:e.push(t),r++}}if(o.used!==void 0){let s=o.used;if(!(typeof s=="numb\
er"&&!(s%1)&&!isNaN(s)&&isFinite(s))){const t={instancePath:i+"/status/used",schemaPath:"#/properties/status/properties/\
used/type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[t]:e.push(t),r++}if(typeof s=="\
number"&&isFinite(s)&&(s<0||isNaN(s))){const t={instancePath:i+"/status/used",schemaPath:"#/properties/status/properties\
/used/minimum",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"};e===null?e=[t]:e.push(t),r++}}
if(o.free!==void 0){let s=o.free;if(!(typeof s=="number"&&!(s%1)&&!isNaN(s)&&isFinite(s))){const t={instancePath:i+"/sta\
tus/free",schemaPath:"#/properties/status/properties/free/type",keyword:"type",params:{type:"integer"},message:"must be \
integer"};e===null?e=[t]:e.push(t),r++}if(typeof s=="number"&&isFinite(s)&&(s<0||isNaN(s))){const t={instancePath:i+"/st\
atus/free",schemaPath:"#/properties/status/properties/free/minimum",keyword:"minimum",params:{comparison:">=",limit:0},message:"\
must be >= 0"};e===null?e=[t]:e.push(t),r++}}if(o.journal!==void 0&&typeof o.journal!="string"){const s={instancePath:i+
"/status/journal",schemaPath:"#/properties/status/properties/journal/type",keyword:"type",params:{type:"string"},message:"\
must be string"};e===null?e=[s]:e.push(s),r++}}else{const s={instancePath:i+"/status",schemaPath:"#/properties/status/ty\
pe",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[s]:e.push(s),r++}}if(u.apiVersion!==void 0&&
u.apiVersion!=="multinic.fms.io/v1"){const o={instancePath:i+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"\
const",params:{allowedValue:"multinic.fms.io/v1"},message:"must be equal to constant"};e===null?e=[o]:e.push(o),r++}if(u.
kind!==void 0&&u.kind!=="IPPool"){const o={instancePath:i+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{
allowedValue:"IPPool"},message:"must be equal to constant"};e===null?e=[o]:e.push(o),r++}if(u.metadata!==void 0){let o=u.
metadata;if(o&&typeof o=="object"&&!Array.isArray(o)){if(o.name===void 0){const s={instancePath:i+"/metadata",schemaPath:"\
#/properties/metadata/required",keyword:"required",params:{missingProperty:"name"},message:"must have required property \
'name'"};e===null?e=[s]:e.push(s),r++}if(o.name!==void 0){let s=o.name;if(typeof s=="string"){if(!y.test(s)){const t={instancePath:i+
"/metadata/name",schemaPath:"#/properties/metadata/properties/name/pattern",keyword:"pattern",params:{pattern:"^."},message:'\
must match pattern "^."'};e===null?e=[t]:e.push(t),r++}}else{const t={instancePath:i+"/metadata/name",schemaPath:"#/prop\
erties/metadata/properties/name/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[t]:e.push(
t),r++}}if(o.uid!==void 0){let s=o.uid;if(typeof s=="string"){if(!y.test(s)){const t={instancePath:i+"/metadata/uid",schemaPath:"\
#/properties/metadata/properties/uid/pattern",keyword:"pattern",params:{pattern:"^."},message:'must match pattern "^."'};
e===null?e=[t]:e.push(t),r++}}else{const t={instancePath:i+"/metadata/uid",schemaPath:"#/properties/metadata/properties/\
uid/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[t]:e.push(t),r++}}}else{const s={instancePath:i+
"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type:"object"},message:"must be object"};e===
null?e=[s]:e.push(s),r++}}}else{const o={instancePath:i,schemaPath:"#/type",keyword:"type",params:{type:"object"},message:"\
must be object"};e===null?e=[o]:e.push(o),r++}return A.errors=e,r===0}export const isMultiNicNetwork=x;const F={type:"ob\
ject",required:["apiVersion","kind","metadata","spec"],properties:{spec:{type:"object",required:["ipam","plugin"],properties:{
subnet:{type:"string"},masterNets:{type:"array",items:{type:"string"}},ipam:{type:"string"},multiNICIPAM:{type:"boolean"},
plugin:{type:"object",required:["cniVersion","type"],properties:{cniVersion:{type:"string"},type:{type:"string"},args:{type:"\
object",additionalProperties:{type:"string"}},capabilities:{type:"object",additionalProperties:{type:"boolean"}},dns:{type:"\
object",properties:{nameservers:{type:"array",items:{type:"string"}},domain:{type:"string"},search:{type:"array",items:{
type:"string"}},options:{type:"array",items:{type:"string"}}}}}},attachPolicy:{type:"object",required:["strategy"],properties:{
strategy:{type:"string"},anyMaster:{type:"boolean"},target:{type:"string"}}},namespaces:{type:"array",items:{type:"strin\
g"}}}},status:{type:"object",required:["computeResults","configStatus","discovery","lastSyncTime","message","routeStatus"],
properties:{observedGeneration:{type:"integer",format:"int64"},conditions:{type:"array",items:{type:"object",required:["\
type","status","reason","message","lastTransitionTime"],properties:{type:{type:"string"},status:{type:"string",enum:["Tr\
ue","False","Unknown"]},reason:{type:"string"},message:{type:"string"},lastTransitionTime:{type:"string",format:"date-ti\
me"},observedGeneration:{type:"integer",format:"int64"}}}},computeResults:{type:"array",items:{type:"object",required:["\
netAddress","numOfHosts"],properties:{netAddress:{type:"string"},numOfHosts:{type:"integer"}}}},discovery:{type:"object",
required:["cidrProcessed","existDaemon","infoAvailable"],properties:{existDaemon:{type:"integer"},infoAvailable:{type:"i\
nteger"},cidrProcessed:{type:"integer"}}},configStatus:{type:"string"},routeStatus:{type:"string"},message:{type:"string"},
lastSyncTime:{type:"string",format:"date-time"}}},apiVersion:{const:"multinic.fms.io/v1"},kind:{const:"MultiNicNetwork"},
metadata:{type:"object",required:["name"],properties:{name:{type:"string",pattern:"^."},uid:{type:"string",pattern:"^."}}}},
$id:"MultiNicNetwork"};function x(u,{instancePath:i="",parentData:f,parentDataProperty:h,rootData:g=u}={}){let e=null,r=0;
if(u&&typeof u=="object"&&!Array.isArray(u)){if(u.apiVersion===void 0){const o={instancePath:i,schemaPath:"#/required",keyword:"\
required",params:{missingProperty:"apiVersion"},message:"must have required property 'apiVersion'"};e===null?e=[o]:e.push(
o),r++}if(u.kind===void 0){const o={instancePath:i,schemaPath:"#/required",keyword:"required",params:{missingProperty:"k\
ind"},message:"must have required property 'kind'"};e===null?e=[o]:e.push(o),r++}if(u.metadata===void 0){const o={instancePath:i,
schemaPath:"#/required",keyword:"required",params:{missingProperty:"metadata"},message:"must have required property 'met\
adata'"};e===null?e=[o]:e.push(o),r++}if(u.spec===void 0){const o={instancePath:i,schemaPath:"#/required",keyword:"requi\
red",params:{missingProperty:"spec"},message:"must have required property 'spec'"};e===null?e=[o]:e.push(o),r++}if(u.spec!==
void 0){let o=u.spec;if(o&&typeof o=="object"&&!Array.isArray(o)){if(o.ipam===void 0){const s={instancePath:i+"/spec",schemaPath:"\
#/properties/spec/required",keyword:"required",params:{missingProperty:"ipam"},message:"must have required property 'ipa\
m'"};e===null?e=[s]:e.push(s),r++}if(o.plugin===void 0){const s={instancePath:i+"/spec",schemaPath:"#/properties/spec/re\
quired",keyword:"required",params:{missingProperty:"plugin"},message:"must have required property 'plugin'"};e===null?e=
[s]:e.push(s),r++}if(o.subnet!==void 0&&typeof o.subnet!="string"){const s={instancePath:i+"/spec/subnet",schemaPath:"#/\
properties/spec/properties/subnet/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[s]:e.
push(s),r++}if(o.masterNets!==void 0){let s=o.masterNets;if(Array.isArray(s)){const t=s.length;for(let p=0;p<t;p++)if(typeof s[p]!=
"string"){const n={instancePath:i+"/spec/masterNets/"+p,schemaPath:"#/properties/spec/properties/masterNets/items/type",
keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[n]:e.push(n),r++}}else{const t={instancePath:i+
"/spec/masterNets",schemaPath:"#/properties/spec/properties/masterNets/type",keyword:"type",params:{type:"array"},message:"\
must be array"};e===null?e=[t]:e.push(t),r++}}if(o.ipam!==void 0&&typeof o.ipam!="string"){const s={instancePath:i+"/spe\
c/ipam",schemaPath:"#/properties/spec/properties/ipam/type",keyword:"type",params:{type:"string"},message:"must be strin\
g"};e===null?e=[s]:e.push(s),r++}if(o.multiNICIPAM!==void 0&&typeof o.multiNICIPAM!="boolean"){const s={instancePath:i+"\
/spec/multiNICIPAM",schemaPath:"#/properties/spec/properties/multiNICIPAM/type",keyword:"type",params:{type:"boolean"},message:"\
must be boolean"};e===null?e=[s]:e.push(s),r++}if(o.plugin!==void 0){let s=o.plugin;if(s&&typeof s=="object"&&!Array.isArray(
s)){if(s.cniVersion===void 0){const t={instancePath:i+"/spec/plugin",schemaPath:"#/properties/spec/properties/plugin/req\
uired",keyword:"required",params:{missingProperty:"cniVersion"},message:"must have required property 'cniVersion'"};e===
null?e=[t]:e.push(t),r++}if(s.type===void 0){const t={instancePath:i+"/spec/plugin",schemaPath:"#/properties/spec/proper\
ties/plugin/required",keyword:"required",params:{missingProperty:"type"},message:"must have required property 'type'"};e===
null?e=[t]:e.push(t),r++}if(s.cniVersion!==void 0&&typeof s.cniVersion!="string"){const t={instancePath:i+"/spec/plugin/\
cniVersion",schemaPath:"#/properties/spec/properties/plugin/properties/cniVersion/type",keyword:"type",params:{type:"str\
ing"},message:"must be string"};e===null?e=[t]:e.push(t),r++}if(s.type!==void 0&&typeof s.type!="string"){const t={instancePath:i+
"/spec/plugin/type",schemaPath:"#/properties/spec/properties/plugin/properties/type/type",keyword:"type",params:{type:"s\
tring"},message:"must be string"};e===null?e=[t]:e.push(t),r++}if(s.args!==void 0){let t=s.args;if(t&&typeof t=="object"&&
!Array.isArray(t)){for(const p in t)if(typeof t[p]!="string"){const n={instancePath:i+"/spec/plugin/args/"+p.replace(/~/g,
"~0").replace(/\//g,"~1"),schemaPath:"#/properties/spec/properties/plugin/properties/args/additionalProperties/type",keyword:"\
type",params:{type:"string"},message:"must be string"};e===null?e=[n]:e.push(n),r++}}else{const p={instancePath:i+"/spec\
/plugin/args",schemaPath:"#/properties/spec/properties/plugin/properties/args/type",keyword:"type",params:{type:"object"},
message:"must be object"};e===null?e=[p]:e.push(p),r++}}if(s.capabilities!==void 0){let t=s.capabilities;if(t&&typeof t==
"object"&&!Array.isArray(t)){for(const p in t)if(typeof t[p]!="boolean"){const n={instancePath:i+"/spec/plugin/capabilit\
ies/"+p.replace(/~/g,"~0").replace(/\//g,"~1"),schemaPath:"#/properties/spec/properties/plugin/properties/capabilities/a\
dditionalProperties/type",keyword:"type",params:{type:"boolean"},message:"must be boolean"};e===null?e=[n]:e.push(n),r++}}else{
const p={instancePath:i+"/spec/plugin/capabilities",schemaPath:"#/properties/spec/properties/plugin/properties/capabilit\
ies/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[p]:e.push(p),r++}}if(s.dns!==void 0){
let t=s.dns;if(t&&typeof t=="object"&&!Array.isArray(t)){if(t.nameservers!==void 0){let p=t.nameservers;if(Array.isArray(
p)){const n=p.length;for(let a=0;a<n;a++)if(typeof p[a]!="string"){const m={instancePath:i+"/spec/plugin/dns/nameservers\
/"+a,schemaPath:"#/properties/spec/properties/plugin/properties/dns/properties/nameservers/items/type",keyword:"type",params:{
type:"string"},message:"must be string"};e===null?e=[m]:e.push(m),r++}}else{const n={instancePath:i+"/spec/plugin/dns/na\
meservers",schemaPath:"#/properties/spec/properties/plugin/properties/dns/properties/nameservers/type",keyword:"type",params:{
type:"array"},message:"must be array"};e===null?e=[n]:e.push(n),r++}}if(t.domain!==void 0&&typeof t.domain!="string"){const p={
instancePath:i+"/spec/plugin/dns/domain",schemaPath:"#/properties/spec/properties/plugin/properties/dns/properties/domai\
n/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[p]:e.push(p),r++}if(t.search!==void 0){
let p=t.search;if(Array.isArray(p)){const n=p.length;for(let a=0;a<n;a++)if(typeof p[a]!="string"){const m={instancePath:i+
"/spec/plugin/dns/search/"+a,schemaPath:"#/properties/spec/properties/plugin/properties/dns/properties/search/items/type",
keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[m]:e.push(m),r++}}else{const n={instancePath:i+
"/spec/plugin/dns/search",schemaPath:"#/properties/spec/properties/plugin/properties/dns/properties/search/type",keyword:"\
type",params:{type:"array"},message:"must be array"};e===null?e=[n]:e.push(n),r++}}if(t.options!==void 0){let p=t.options;
if(Array.isArray(p)){const n=p.length;for(let a=0;a<n;a++)if(typeof p[a]!="string"){const m={instancePath:i+"/spec/plugi\
n/dns/options/"+a,schemaPath:"#/properties/spec/properties/plugin/properties/dns/properties/options/items/type",keyword:"\
type",params:{type:"string"},message:"must be string"};e===null?e=[m]:e.push(m),r++}}else{const n={instancePath:i+"/spec\
/plugin/dns/options",schemaPath:"#/properties/spec/properties/plugin/properties/dns/properties/options/type",keyword:"ty\
pe",params:{type:"array"},message:"must be array"};e===null?e=[n]:e.push(n),r++}}}else{const p={instancePath:i+"/spec/pl\
ugin/dns",schemaPath:"#/properties/spec/properties/plugin/properties/dns/type",keyword:"type",params:{type:"object"},message:"\
must be object"};e===null?e=[p]:e.push(p),r++}}}else{const t={instancePath:i+"/spec/plugin",schemaPath:"#/properties/spe\
c/properties/plugin/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[t]:e.push(t),r++}}
if(o.attachPolicy!==void 0){let s=o.attachPolicy;if(s&&typeof s=="object"&&!Array.isArray(s)){if(s.strategy===void 0){const t={
instancePath:i+"/spec/attachPolicy",schemaPath:"#/properties/spec/properties/attachPolicy/required",keyword:"required",params:{
missingProperty:"strategy"},message:"must have required property 'strategy'"};e===null?e=[t]:e.push(t),r++}if(s.strategy!==
void 0&&typeof s.strategy!="string"){const t={instancePath:i+"/spec/attachPolicy/strategy",schemaPath:"#/properties/spec\
/properties/attachPolicy/properties/strategy/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?
e=[t]:e.push(t),r++}if(s.anyMaster!==void 0&&typeof s.anyMaster!="boolean"){const t={instancePath:i+"/spec/attachPolicy/\
anyMaster",schemaPath:"#/properties/spec/properties/attachPolicy/properties/anyMaster/type",keyword:"type",params:{type:"\
boolean"},message:"must be boolean"};e===null?e=[t]:e.push(t),r++}if(s.target!==void 0&&typeof s.target!="string"){const t={
instancePath:i+"/spec/attachPolicy/target",schemaPath:"#/properties/spec/properties/attachPolicy/properties/target/type",
keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[t]:e.push(t),r++}}else{const t={instancePath:i+
"/spec/attachPolicy",schemaPath:"#/properties/spec/properties/attachPolicy/type",keyword:"type",params:{type:"object"},message:"\
must be object"};e===null?e=[t]:e.push(t),r++}}if(o.namespaces!==void 0){let s=o.namespaces;if(Array.isArray(s)){const t=s.
length;for(let p=0;p<t;p++)if(typeof s[p]!="string"){const n={instancePath:i+"/spec/namespaces/"+p,schemaPath:"#/propert\
ies/spec/properties/namespaces/items/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[n]:
e.push(n),r++}}else{const t={instancePath:i+"/spec/namespaces",schemaPath:"#/properties/spec/properties/namespaces/type",
keyword:"type",params:{type:"array"},message:"must be array"};e===null?e=[t]:e.push(t),r++}}}else{const s={instancePath:i+
"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[
s]:e.push(s),r++}}if(u.status!==void 0){let o=u.status;if(o&&typeof o=="object"&&!Array.isArray(o)){if(o.computeResults===
void 0){const s={instancePath:i+"/status",schemaPath:"#/properties/status/required",keyword:"required",params:{missingProperty:"\
computeResults"},message:"must have required property 'computeResults'"};e===null?e=[s]:e.push(s),r++}if(o.configStatus===
void 0){const s={instancePath:i+"/status",schemaPath:"#/properties/status/required",keyword:"required",params:{missingProperty:"\
configStatus"},message:"must have required property 'configStatus'"};e===null?e=[s]:e.push(s),r++}if(o.discovery===void 0){
const s={instancePath:i+"/status",schemaPath:"#/properties/status/required",keyword:"required",params:{missingProperty:"\
discovery"},message:"must have required property 'discovery'"};e===null?e=[s]:e.push(s),r++}if(o.lastSyncTime===void 0){
const s={instancePath:i+"/status",schemaPath:"#/properties/status/required",keyword:"required",params:{missingProperty:"\
lastSyncTime"},message:"must have required property 'lastSyncTime'"};e===null?e=[s]:e.push(s),r++}if(o.message===void 0){
const s={instancePath:i+"/status",schemaPath:"#/properties/status/required",keyword:"required",params:{missingProperty:"\
message"},message:"must have required property 'message'"};e===null?e=[s]:e.push(s),r++}if(o.routeStatus===void 0){const s={
instancePath:i+"/status",schemaPath:"#/properties/status/required",keyword:"required",params:{missingProperty:"routeStat\
us"},message:"must have required property 'routeStatus'"};e===null?e=[s]:e.push(s),r++}if(o.observedGeneration!==void 0){
let s=o.observedGeneration;if(!(typeof s=="number"&&!(s%1)&&!isNaN(s)&&isFinite(s))){const t={instancePath:i+"/status/ob\
servedGeneration",schemaPath:"#/properties/status/properties/observedGeneration/type",keyword:"type",params:{type:"integ\
er"},message:"must be integer"};e===null?e=[t]:e.push(t),r++}}if(o.conditions!==void 0){let s=o.conditions;if(Array.isArray(
s)){const t=s.length;for(let p=0;p<t;p++){let n=s[p];if(n&&typeof n=="object"&&!Array.isArray(n)){if(n.type===void 0){const a={
instancePath:i+"/status/conditions/"+p,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"re\
quired",params:{missingProperty:"type"},message:"must have required property 'type'"};e===null?e=[a]:e.push(a),r++}if(n.
status===void 0){const a={instancePath:i+"/status/conditions/"+p,schemaPath:"#/properties/status/properties/conditions/i\
tems/required",keyword:"required",params:{missingProperty:"status"},message:"must have required property 'status'"};e===
null?e=[a]:e.push(a),r++}if(n.reason===void 0){const a={instancePath:i+"/status/conditions/"+p,schemaPath:"#/properties/\
status/properties/conditions/items/required",keyword:"required",params:{missingProperty:"reason"},message:"must have req\
uired property 'reason'"};e===null?e=[a]:e.push(a),r++}if(n.message===void 0){const a={instancePath:i+"/status/condition\
s/"+p,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty:"\
message"},message:"must have required property 'message'"};e===null?e=[a]:e.push(a),r++}if(n.lastTransitionTime===void 0){
const a={instancePath:i+"/status/conditions/"+p,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"\
required",params:{missingProperty:"lastTransitionTime"},message:"must have required property 'lastTransitionTime'"};e===
null?e=[a]:e.push(a),r++}if(n.type!==void 0&&typeof n.type!="string"){const a={instancePath:i+"/status/conditions/"+p+"/\
type",schemaPath:"#/properties/status/properties/conditions/items/properties/type/type",keyword:"type",params:{type:"str\
ing"},message:"must be string"};e===null?e=[a]:e.push(a),r++}if(n.status!==void 0){let a=n.status;if(typeof a!="string"){
const m={instancePath:i+"/status/conditions/"+p+"/status",schemaPath:"#/properties/status/properties/conditions/items/pr\
operties/status/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[m]:e.push(m),r++}if(!(a===
"True"||a==="False"||a==="Unknown")){const m={instancePath:i+"/status/conditions/"+p+"/status",schemaPath:"#/properties/\
status/properties/conditions/items/properties/status/enum",keyword:"enum",params:{allowedValues:F.properties.status.properties.
conditions.items.properties.status.enum},message:"must be equal to one of the allowed values"};e===null?e=[m]:e.push(m),
r++}}if(n.reason!==void 0&&typeof n.reason!="string"){const a={instancePath:i+"/status/conditions/"+p+"/reason",schemaPath:"\
#/properties/status/properties/conditions/items/properties/reason/type",keyword:"type",params:{type:"string"},message:"m\
ust be string"};e===null?e=[a]:e.push(a),r++}if(n.message!==void 0&&typeof n.message!="string"){const a={instancePath:i+
"/status/conditions/"+p+"/message",schemaPath:"#/properties/status/properties/conditions/items/properties/message/type",
keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[a]:e.push(a),r++}if(n.lastTransitionTime!==void 0&&
typeof n.lastTransitionTime!="string"){const a={instancePath:i+"/status/conditions/"+p+"/lastTransitionTime",schemaPath:"\
#/properties/status/properties/conditions/items/properties/lastTransitionTime/type",keyword:"type",params:{type:"string"},
message:"must be string"};e===null?e=[a]:e.push(a),r++}if(n.observedGeneration!==void 0){let a=n.observedGeneration;if(!(typeof a==
"number"&&!(a%1)&&!isNaN(a)&&isFinite(a))){const m={instancePath:i+"/status/conditions/"+p+"/observedGeneration",schemaPath:"\
#/properties/status/properties/conditions/items/properties/observedGeneration/type",keyword:"type",params:{type:"integer"},
message:"must be integer"};e===null?e=[m]:e.push(m),r++}}}else{const a={instancePath:i+"/status/conditions/"+p,schemaPath:"\
#/properties/status/properties/conditions/items/type",keyword:"type",params:{type:"object"},message:"must be object"};e===
null?e=[a]:e.push(a),r++}}}else{const t={instancePath:i+"/status/conditions",schemaPath:"#/properties/status/properties/\
conditions/type",keyword:"type",params:{type:"array"},message:"must be array"};e===null?e=[t]:e.push(t),r++}}if(o.computeResults!==
void 0){let s=o.computeResults;if(Array.isArray(s)){const t=s.length;for(let p=0;p<t;p++){let n=s[p];if(n&&typeof n=="ob\
ject"&&!Array.isArray(n)){if(n.netAddress===void 0){const a={instancePath:i+"/status/computeResults/"+p,schemaPath:"#/pr\
operties/status/properties/computeResults/items/required",keyword:"required",params:{missingProperty:"netAddress"},message:"\
must have required property 'netAddress'"};e===null?e=[a]:e.push(a),r++}if(n.numOfHosts===void 0){const a={instancePath:i+
"/status/computeResults/"+p,schemaPath:"#/properties/status/properties/computeResults/items/required",keyword:"required",
params:{missingProperty:"numOfHosts"},message:"must have required property 'numOfHosts'"};e===null?e=[a]:e.push(a),r++}if(n.
netAddress!==void 0&&typeof n.netAddress!="string"){const a={instancePath:i+"/status/computeResults/"+p+"/netAddress",schemaPath:"\
#/properties/status/properties/computeResults/items/properties/netAddress/type",keyword:"type",params:{type:"string"},message:"\
must be string"};e===null?e=[a]:e.push(a),r++}if(n.numOfHosts!==void 0){let a=n.numOfHosts;if(!(typeof a=="number"&&!(a%
1)&&!isNaN(a)&&isFinite(a))){const m={instancePath:i+"/status/computeResults/"+p+"/numOfHosts",schemaPath:"#/properties/\
status/properties/computeResults/items/properties/numOfHosts/type",keyword:"type",params:{type:"integer"},message:"must \
be integer"};e===null?e=[m]:e.push(m),r++}}}else{const a={instancePath:i+"/status/computeResults/"+p,schemaPath:"#/prope\
rties/status/properties/computeResults/items/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?
e=[a]:e.push(a),r++}}}else{const t={instancePath:i+"/status/computeResults",schemaPath:"#/properties/status/properties/c\
omputeResults/type",keyword:"type",params:{type:"array"},message:"must be array"};e===null?e=[t]:e.push(t),r++}}if(o.discovery!==
void 0){let s=o.discovery;if(s&&typeof s=="object"&&!Array.isArray(s)){if(s.cidrProcessed===void 0){const t={instancePath:i+
"/status/discovery",schemaPath:"#/properties/status/properties/discovery/required",keyword:"required",params:{missingProperty:"\
cidrProcessed"},message:"must have required property 'cidrProcessed'"};e===null?e=[t]:e.push(t),r++}if(s.existDaemon===void 0){
const t={instancePath:i+"/status/discovery",schemaPath:"#/properties/status/properties/discovery/required",keyword:"requ\
ired",params:{missingProperty:"existDaemon"},message:"must have required property 'existDaemon'"};e===null?e=[t]:e.push(
t),r++}if(s.infoAvailable===void 0){const t={instancePath:i+"/status/discovery",schemaPath:"#/properties/status/properti\
es/discovery/required",keyword:"required",params:{missingProperty:"infoAvailable"},message:"must have required property \
'infoAvailable'"};e===null?e=[t]:e.push(t),r++}if(s.existDaemon!==void 0){let t=s.existDaemon;if(!(typeof t=="number"&&!(t%
1)&&!isNaN(t)&&isFinite(t))){const p={instancePath:i+"/status/discovery/existDaemon",schemaPath:"#/properties/status/pro\
perties/discovery/properties/existDaemon/type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?
e=[p]:e.push(p),r++}}if(s.infoAvailable!==void 0){let t=s.infoAvailable;if(!(typeof t=="number"&&!(t%1)&&!isNaN(t)&&isFinite(
t))){const p={instancePath:i+"/status/discovery/infoAvailable",schemaPath:"#/properties/status/properties/discovery/prop\
erties/infoAvailable/type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[p]:e.push(p),r++}}
if(s.cidrProcessed!==void 0){let t=s.cidrProcessed;if(!(typeof t=="number"&&!(t%1)&&!isNaN(t)&&isFinite(t))){const p={instancePath:i+
"/status/discovery/cidrProcessed",schemaPath:"#/properties/status/properties/discovery/properties/cidrProcessed/type",keyword:"\
type",params:{type:"integer"},message:"must be integer"};e===null?e=[p]:e.push(p),r++}}}else{const t={instancePath:i+"/s\
tatus/discovery",schemaPath:"#/properties/status/properties/discovery/type",keyword:"type",params:{type:"object"},message:"\
must be object"};e===null?e=[t]:e.push(t),r++}}if(o.configStatus!==void 0&&typeof o.configStatus!="string"){const s={instancePath:i+
"/status/configStatus",schemaPath:"#/properties/status/properties/configStatus/type",keyword:"type",params:{type:"string"},
message:"must be string"};e===null?e=[s]:e.push(s),r++}if(o.routeStatus!==void 0&&typeof o.routeStatus!="string"){const s={
instancePath:i+"/status/routeStatus",schemaPath:"#/properties/status/properties/routeStatus/type",keyword:"type",params:{
type:"string"},message:"must be string"};e===null?e=[s]:e.push(s),r++}if(o.message!==void 0&&typeof o.message!="string"){
const s={instancePath:i+"/status/message",schemaPath:"#/properties/status/properties/message/type",keyword:"type",params:{
type:"string"},message:"must be string"};e===null?e=[s]:e.push(s),r++}if(o.lastSyncTime!==void 0&&typeof o.lastSyncTime!=
"string"){const s={instancePath:i+"/status/lastSyncTime",schemaPath:"#/properties/status/properties/lastSyncTime/type",keyword:"\
type",params:{type:"string"},message:"must be string"};e===null?e=[s]:e.push(s),r++}}else{const s={instancePath:i+"/stat\
us",schemaPath:"#/properties/status/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[s]:
e.push(s),r++}}if(u.apiVersion!==void 0&&u.apiVersion!=="multinic.fms.io/v1"){const o={instancePath:i+"/apiVersion",schemaPath:"\
#/properties/apiVersion/const",keyword:"const",params:{allowedValue:"multinic.fms.io/v1"},message:"must be equal to cons\
tant"};e===null?e=[o]:e.push(o),r++}if(u.kind!==void 0&&u.kind!=="MultiNicNetwork"){const o={instancePath:i+"/kind",schemaPath:"\
#/properties/kind/const",keyword:"const",params:{allowedValue:"MultiNicNetwork"},message:"must be equal to constant"};e===
null?e=[o]:e.push(o),r++}if(u.metadata!==void 0){let o=u.metadata;if(o&&typeof o=="object"&&!Array.isArray(o)){if(o.name===
void 0){const s={instancePath:i+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty:"\
name"},message:"must have required property 'name'"};e===null?e=[s]:e.push(s),r++}if(o.name!==void 0){let s=o.name;if(typeof s==
"string"){if(!y.test(s)){const t={instancePath:i+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/patt\
ern",keyword:"pattern",params:{pattern:"^."},message:'must match pattern "^."'};e===null?e=[t]:e.push(t),r++}}else{const t={
instancePath:i+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type:"str\
ing"},message:"must be string"};e===null?e=[t]:e.push(t),r++}}if(o.uid!==void 0){let s=o.uid;if(typeof s=="string"){if(!y.
test(s)){const t={instancePath:i+"/metadata/uid",schemaPath:"#/properties/metadata/properties/uid/pattern",keyword:"patt\
ern",params:{pattern:"^."},message:'must match pattern "^."'};e===null?e=[t]:e.push(t),r++}}else{const t={instancePath:i+
"/metadata/uid",schemaPath:"#/properties/metadata/properties/uid/type",keyword:"type",params:{type:"string"},message:"mu\
st be string"};e===null?e=[t]:e.push(t),r++}}}else{const s={instancePath:i+"/metadata",schemaPath:"#/properties/metadata\
/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[s]:e.push(s),r++}}}else{const o={instancePath:i,
schemaPath:"#/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[o]:e.push(o),r++}return x.
errors=e,r===0}
