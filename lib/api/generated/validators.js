// Made by "npm run update" from crds/*.yaml.
/* oxlint-disable */
"use strict";export const isCIDR=v;const y=new RegExp("^.","u");function v(u,{instancePath:i="",parentData:f,parentDataProperty:h,rootData:g=u}={}){let e=null,
r=0;if(u&&typeof u=="object"&&!Array.isArray(u)){if(u.apiVersion===void 0){const p={instancePath:i,schemaPath:"#/require\
d",keyword:"required",params:{missingProperty:"apiVersion"},message:"must have required property 'apiVersion'"};e===null?
e=[p]:e.push(p),r++}if(u.kind===void 0){const p={instancePath:i,schemaPath:"#/required",keyword:"required",params:{missingProperty:"\
kind"},message:"must have required property 'kind'"};e===null?e=[p]:e.push(p),r++}if(u.metadata===void 0){const p={instancePath:i,
schemaPath:"#/required",keyword:"required",params:{missingProperty:"metadata"},message:"must have required property 'met\
adata'"};e===null?e=[p]:e.push(p),r++}if(u.spec===void 0){const p={instancePath:i,schemaPath:"#/required",keyword:"requi\
red",params:{missingProperty:"spec"},message:"must have required property 'spec'"};e===null?e=[p]:e.push(p),r++}if(u.spec!==
void 0){let p=u.spec;if(p&&typeof p=="object"&&!Array.isArray(p)){if(p.config===void 0){const s={instancePath:i+"/spec",
schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty:"config"},message:"must have required\
 property 'config'"};e===null?e=[s]:e.push(s),r++}if(p.cidr===void 0){const s={instancePath:i+"/spec",schemaPath:"#/prop\
erties/spec/required",keyword:"required",params:{missingProperty:"cidr"},message:"must have required property 'cidr'"};e===
null?e=[s]:e.push(s),r++}if(p.config!==void 0){let s=p.config;if(s&&typeof s=="object"&&!Array.isArray(s)){if(s.name===void 0){
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
g"};e===null?e=[t]:e.push(t),r++}if(s.masterNets!==void 0){let t=s.masterNets;if(Array.isArray(t)){const a=t.length;for(let n=0;n<
a;n++)if(typeof t[n]!="string"){const o={instancePath:i+"/spec/config/masterNets/"+n,schemaPath:"#/properties/spec/prope\
rties/config/properties/masterNets/items/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?
e=[o]:e.push(o),r++}}else{const a={instancePath:i+"/spec/config/masterNets",schemaPath:"#/properties/spec/properties/con\
fig/properties/masterNets/type",keyword:"type",params:{type:"array"},message:"must be array"};e===null?e=[a]:e.push(a),r++}}
if(s.hostBlock!==void 0){let t=s.hostBlock;if(!(typeof t=="number"&&!(t%1)&&!isNaN(t)&&isFinite(t))){const a={instancePath:i+
"/spec/config/hostBlock",schemaPath:"#/properties/spec/properties/config/properties/hostBlock/type",keyword:"type",params:{
type:"integer"},message:"must be integer"};e===null?e=[a]:e.push(a),r++}if(typeof t=="number"&&isFinite(t)){if(t>32||isNaN(
t)){const a={instancePath:i+"/spec/config/hostBlock",schemaPath:"#/properties/spec/properties/config/properties/hostBloc\
k/maximum",keyword:"maximum",params:{comparison:"<=",limit:32},message:"must be <= 32"};e===null?e=[a]:e.push(a),r++}if(t<
0||isNaN(t)){const a={instancePath:i+"/spec/config/hostBlock",schemaPath:"#/properties/spec/properties/config/properties\
/hostBlock/minimum",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"};e===null?e=[a]:e.push(a),
r++}}}if(s.interfaceBlock!==void 0){let t=s.interfaceBlock;if(!(typeof t=="number"&&!(t%1)&&!isNaN(t)&&isFinite(t))){const a={
instancePath:i+"/spec/config/interfaceBlock",schemaPath:"#/properties/spec/properties/config/properties/interfaceBlock/t\
ype",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[a]:e.push(a),r++}if(typeof t=="number"&&
isFinite(t)){if(t>32||isNaN(t)){const a={instancePath:i+"/spec/config/interfaceBlock",schemaPath:"#/properties/spec/prop\
erties/config/properties/interfaceBlock/maximum",keyword:"maximum",params:{comparison:"<=",limit:32},message:"must be <=\
 32"};e===null?e=[a]:e.push(a),r++}if(t<0||isNaN(t)){const a={instancePath:i+"/spec/config/interfaceBlock",schemaPath:"#\
/properties/spec/properties/config/properties/interfaceBlock/minimum",keyword:"minimum",params:{comparison:">=",limit:0},
message:"must be >= 0"};e===null?e=[a]:e.push(a),r++}}}if(s.excludeCIDRs!==void 0){let t=s.excludeCIDRs;if(Array.isArray(
t)){const a=t.length;for(let n=0;n<a;n++)if(typeof t[n]!="string"){const o={instancePath:i+"/spec/config/excludeCIDRs/"+
n,schemaPath:"#/properties/spec/properties/config/properties/excludeCIDRs/items/type",keyword:"type",params:{type:"strin\
g"},message:"must be string"};e===null?e=[o]:e.push(o),r++}}else{const a={instancePath:i+"/spec/config/excludeCIDRs",schemaPath:"\
#/properties/spec/properties/config/properties/excludeCIDRs/type",keyword:"type",params:{type:"array"},message:"must be \
array"};e===null?e=[a]:e.push(a),r++}}if(s.vlanMode!==void 0&&typeof s.vlanMode!="string"){const t={instancePath:i+"/spe\
c/config/vlanMode",schemaPath:"#/properties/spec/properties/config/properties/vlanMode/type",keyword:"type",params:{type:"\
string"},message:"must be string"};e===null?e=[t]:e.push(t),r++}}else{const t={instancePath:i+"/spec/config",schemaPath:"\
#/properties/spec/properties/config/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[t]:
e.push(t),r++}}if(p.cidr!==void 0){let s=p.cidr;if(Array.isArray(s)){const t=s.length;for(let a=0;a<t;a++){let n=s[a];if(n&&
typeof n=="object"&&!Array.isArray(n)){if(n.netAddress===void 0){const o={instancePath:i+"/spec/cidr/"+a,schemaPath:"#/p\
roperties/spec/properties/cidr/items/required",keyword:"required",params:{missingProperty:"netAddress"},message:"must ha\
ve required property 'netAddress'"};e===null?e=[o]:e.push(o),r++}if(n.interfaceIndex===void 0){const o={instancePath:i+"\
/spec/cidr/"+a,schemaPath:"#/properties/spec/properties/cidr/items/required",keyword:"required",params:{missingProperty:"\
interfaceIndex"},message:"must have required property 'interfaceIndex'"};e===null?e=[o]:e.push(o),r++}if(n.vlanCIDR===void 0){
const o={instancePath:i+"/spec/cidr/"+a,schemaPath:"#/properties/spec/properties/cidr/items/required",keyword:"required",
params:{missingProperty:"vlanCIDR"},message:"must have required property 'vlanCIDR'"};e===null?e=[o]:e.push(o),r++}if(n.
hosts===void 0){const o={instancePath:i+"/spec/cidr/"+a,schemaPath:"#/properties/spec/properties/cidr/items/required",keyword:"\
required",params:{missingProperty:"hosts"},message:"must have required property 'hosts'"};e===null?e=[o]:e.push(o),r++}if(n.
netAddress!==void 0&&typeof n.netAddress!="string"){const o={instancePath:i+"/spec/cidr/"+a+"/netAddress",schemaPath:"#/\
properties/spec/properties/cidr/items/properties/netAddress/type",keyword:"type",params:{type:"string"},message:"must be\
 string"};e===null?e=[o]:e.push(o),r++}if(n.interfaceIndex!==void 0){let o=n.interfaceIndex;if(!(typeof o=="number"&&!(o%
1)&&!isNaN(o)&&isFinite(o))){const m={instancePath:i+"/spec/cidr/"+a+"/interfaceIndex",schemaPath:"#/properties/spec/pro\
perties/cidr/items/properties/interfaceIndex/type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===
null?e=[m]:e.push(m),r++}if(typeof o=="number"&&isFinite(o)&&(o<0||isNaN(o))){const m={instancePath:i+"/spec/cidr/"+a+"/\
interfaceIndex",schemaPath:"#/properties/spec/properties/cidr/items/properties/interfaceIndex/minimum",keyword:"minimum",
params:{comparison:">=",limit:0},message:"must be >= 0"};e===null?e=[m]:e.push(m),r++}}if(n.vlanCIDR!==void 0&&typeof n.
vlanCIDR!="string"){const o={instancePath:i+"/spec/cidr/"+a+"/vlanCIDR",schemaPath:"#/properties/spec/properties/cidr/it\
ems/properties/vlanCIDR/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[o]:e.push(o),r++}
if(n.hosts!==void 0){let o=n.hosts;if(Array.isArray(o)){const m=o.length;for(let l=0;l<m;l++){let c=o[l];if(c&&typeof c==
"object"&&!Array.isArray(c)){if(c.hostIndex===void 0){const d={instancePath:i+"/spec/cidr/"+a+"/hosts/"+l,schemaPath:"#/\
properties/spec/properties/cidr/items/properties/hosts/items/required",keyword:"required",params:{missingProperty:"hostI\
ndex"},message:"must have required property 'hostIndex'"};e===null?e=[d]:e.push(d),r++}if(c.hostName===void 0){const d={
instancePath:i+"/spec/cidr/"+a+"/hosts/"+l,schemaPath:"#/properties/spec/properties/cidr/items/properties/hosts/items/re\
quired",keyword:"required",params:{missingProperty:"hostName"},message:"must have required property 'hostName'"};e===null?
e=[d]:e.push(d),r++}if(c.interfaceName===void 0){const d={instancePath:i+"/spec/cidr/"+a+"/hosts/"+l,schemaPath:"#/prope\
rties/spec/properties/cidr/items/properties/hosts/items/required",keyword:"required",params:{missingProperty:"interfaceN\
ame"},message:"must have required property 'interfaceName'"};e===null?e=[d]:e.push(d),r++}if(c.hostIP===void 0){const d={
instancePath:i+"/spec/cidr/"+a+"/hosts/"+l,schemaPath:"#/properties/spec/properties/cidr/items/properties/hosts/items/re\
quired",keyword:"required",params:{missingProperty:"hostIP"},message:"must have required property 'hostIP'"};e===null?e=
[d]:e.push(d),r++}if(c.podCIDR===void 0){const d={instancePath:i+"/spec/cidr/"+a+"/hosts/"+l,schemaPath:"#/properties/sp\
ec/properties/cidr/items/properties/hosts/items/required",keyword:"required",params:{missingProperty:"podCIDR"},message:"\
must have required property 'podCIDR'"};e===null?e=[d]:e.push(d),r++}if(c.hostIndex!==void 0){let d=c.hostIndex;if(!(typeof d==
"number"&&!(d%1)&&!isNaN(d)&&isFinite(d))){const b={instancePath:i+"/spec/cidr/"+a+"/hosts/"+l+"/hostIndex",schemaPath:"\
#/properties/spec/properties/cidr/items/properties/hosts/items/properties/hostIndex/type",keyword:"type",params:{type:"i\
nteger"},message:"must be integer"};e===null?e=[b]:e.push(b),r++}if(typeof d=="number"&&isFinite(d)&&(d<0||isNaN(d))){const b={
instancePath:i+"/spec/cidr/"+a+"/hosts/"+l+"/hostIndex",schemaPath:"#/properties/spec/properties/cidr/items/properties/h\
osts/items/properties/hostIndex/minimum",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"};e===
null?e=[b]:e.push(b),r++}}if(c.hostName!==void 0&&typeof c.hostName!="string"){const d={instancePath:i+"/spec/cidr/"+a+"\
/hosts/"+l+"/hostName",schemaPath:"#/properties/spec/properties/cidr/items/properties/hosts/items/properties/hostName/ty\
pe",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[d]:e.push(d),r++}if(c.interfaceName!==void 0&&
typeof c.interfaceName!="string"){const d={instancePath:i+"/spec/cidr/"+a+"/hosts/"+l+"/interfaceName",schemaPath:"#/pro\
perties/spec/properties/cidr/items/properties/hosts/items/properties/interfaceName/type",keyword:"type",params:{type:"st\
ring"},message:"must be string"};e===null?e=[d]:e.push(d),r++}if(c.hostIP!==void 0&&typeof c.hostIP!="string"){const d={
instancePath:i+"/spec/cidr/"+a+"/hosts/"+l+"/hostIP",schemaPath:"#/properties/spec/properties/cidr/items/properties/host\
s/items/properties/hostIP/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[d]:e.push(d),
r++}if(c.podCIDR!==void 0&&typeof c.podCIDR!="string"){const d={instancePath:i+"/spec/cidr/"+a+"/hosts/"+l+"/podCIDR",schemaPath:"\
#/properties/spec/properties/cidr/items/properties/hosts/items/properties/podCIDR/type",keyword:"type",params:{type:"str\
ing"},message:"must be string"};e===null?e=[d]:e.push(d),r++}if(c.ippool!==void 0&&typeof c.ippool!="string"){const d={instancePath:i+
"/spec/cidr/"+a+"/hosts/"+l+"/ippool",schemaPath:"#/properties/spec/properties/cidr/items/properties/hosts/items/propert\
ies/ippool/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[d]:e.push(d),r++}}else{const d={
instancePath:i+"/spec/cidr/"+a+"/hosts/"+l,schemaPath:"#/properties/spec/properties/cidr/items/properties/hosts/items/ty\
pe",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[d]:e.push(d),r++}}}else{const m={instancePath:i+
"/spec/cidr/"+a+"/hosts",schemaPath:"#/properties/spec/properties/cidr/items/properties/hosts/type",keyword:"type",params:{
type:"array"},message:"must be array"};e===null?e=[m]:e.push(m),r++}}}else{const o={instancePath:i+"/spec/cidr/"+a,schemaPath:"\
#/properties/spec/properties/cidr/items/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=
[o]:e.push(o),r++}}}else{const t={instancePath:i+"/spec/cidr",schemaPath:"#/properties/spec/properties/cidr/type",keyword:"\
type",params:{type:"array"},message:"must be array"};e===null?e=[t]:e.push(t),r++}}}else{const s={instancePath:i+"/spec",
schemaPath:"#/properties/spec/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[s]:e.push(
s),r++}}if(u.status!==void 0){let p=u.status;if(p&&typeof p=="object"&&!Array.isArray(p)){if(p.slices!==void 0){let s=p.
slices;if(!(typeof s=="number"&&!(s%1)&&!isNaN(s)&&isFinite(s))){const t={instancePath:i+"/status/slices",schemaPath:"#/\
properties/status/properties/slices/type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[
t]:e.push(t),r++}if(typeof s=="number"&&isFinite(s)&&(s<0||isNaN(s))){const t={instancePath:i+"/status/slices",schemaPath:"\
#/properties/status/properties/slices/minimum",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"};
e===null?e=[t]:e.push(t),r++}}if(p.hosts!==void 0){let s=p.hosts;if(!(typeof s=="number"&&!(s%1)&&!isNaN(s)&&isFinite(s))){
const t={instancePath:i+"/status/hosts",schemaPath:"#/properties/status/properties/hosts/type",keyword:"type",params:{type:"\
integer"},message:"must be integer"};e===null?e=[t]:e.push(t),r++}if(typeof s=="number"&&isFinite(s)&&(s<0||isNaN(s))){const t={
instancePath:i+"/status/hosts",schemaPath:"#/properties/status/properties/hosts/minimum",keyword:"minimum",params:{comparison:"\
>=",limit:0},message:"must be >= 0"};e===null?e=[t]:e.push(t),r++}}if(p.blocks!==void 0){let s=p.blocks;if(!(typeof s=="\
number"&&!(s%1)&&!isNaN(s)&&isFinite(s))){const t={instancePath:i+"/status/blocks",schemaPath:"#/properties/status/prope\
rties/blocks/type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[t]:e.push(t),r++}if(typeof s==
"number"&&isFinite(s)&&(s<0||isNaN(s))){const t={instancePath:i+"/status/blocks",schemaPath:"#/properties/status/propert\
ies/blocks/minimum",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"};e===null?e=[t]:e.push(t),
r++}}if(p.observedGeneration!==void 0){let s=p.observedGeneration;if(!(typeof s=="number"&&!(s%1)&&!isNaN(s)&&isFinite(s))){
const t={instancePath:i+"/status/observedGeneration",schemaPath:"#/properties/status/properties/observedGeneration/type",
keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[t]:e.push(t),r++}}}else{const s={instancePath:i+
"/status",schemaPath:"#/properties/status/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?
e=[s]:e.push(s),r++}}if(u.apiVersion!==void 0&&u.apiVersion!=="multinic.fms.io/v1"){const p={instancePath:i+"/apiVersion",
schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue:"multinic.fms.io/v1"},message:"must be e\
qual to constant"};e===null?e=[p]:e.push(p),r++}if(u.kind!==void 0&&u.kind!=="CIDR"){const p={instancePath:i+"/kind",schemaPath:"\
#/properties/kind/const",keyword:"const",params:{allowedValue:"CIDR"},message:"must be equal to constant"};e===null?e=[p]:
e.push(p),r++}if(u.metadata!==void 0){let p=u.metadata;if(p&&typeof p=="object"&&!Array.isArray(p)){if(p.name===void 0){
const s={instancePath:i+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty:"\
name"},message:"must have required property 'name'"};e===null?e=[s]:e.push(s),r++}if(p.name!==void 0){let s=p.name;if(typeof s==
"string"){if(!y.test(s)){const t={instancePath:i+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/patt\
ern",keyword:"pattern",params:{pattern:"^."},message:'must match pattern "^."'};e===null?e=[t]:e.push(t),r++}}else{const t={
instancePath:i+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type:"str\
ing"},message:"must be string"};e===null?e=[t]:e.push(t),r++}}if(p.uid!==void 0){let s=p.uid;if(typeof s=="string"){if(!y.
test(s)){const t={instancePath:i+"/metadata/uid",schemaPath:"#/properties/metadata/properties/uid/pattern",keyword:"patt\
ern",params:{pattern:"^."},message:'must match pattern "^."'};e===null?e=[t]:e.push(t),r++}}else{const t={instancePath:i+
"/metadata/uid",schemaPath:"#/properties/metadata/properties/uid/type",keyword:"type",params:{type:"string"},message:"mu\
st be string"};e===null?e=[t]:e.push(t),r++}}}else{const s={instancePath:i+"/metadata",schemaPath:"#/properties/metadata\
/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[s]:e.push(s),r++}}}else{const p={instancePath:i,
schemaPath:"#/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[p]:e.push(p),r++}return v.
errors=e,r===0}export const isConfig=q;const P={type:"object",required:["apiVersion","kind","metadata","spec"],properties:{
spec:{type:"object",required:["cniType","daemon","getInterfacePath","ipamType","joinPath"],properties:{cniType:{type:"st\
ring","x-kubernetes-validations":[{rule:"self.matches('^[A-Za-z0-9][A-Za-z0-9._-]*$')",message:"spec.cniType is not a na\
me of a CNI plugin; write letters, digits, dots, dashes, without slash, usually multi-nic"}]},ipamType:{type:"string"},joinPath:{
type:"string"},getInterfacePath:{type:"string"},addRoutePath:{type:"string"},deleteRoutePath:{type:"string"},urgentReconcileSeconds:{
type:"integer",minimum:0},normalReconcileMinutes:{type:"integer",minimum:0},longReconcileMinutes:{type:"integer",minimum:0},
contextTimeoutMinutes:{type:"integer",minimum:0},logLevel:{type:"integer",minimum:0,maximum:127},daemon:{type:"object",required:[
"image","port"],"x-kubernetes-validations":[{fieldPath:".port",rule:"self.port >= 1 && self.port <= 65535",message:"spec\
.daemon.port is not a port; write a number from 1 to 65535, usually 11000"}],properties:{image:{type:"string","x-kuberne\
tes-validations":[{rule:"self.matches(r'^\\S+$')",message:"spec.daemon.image is empty or has a space; write registry/nam\
e:tag"}]},port:{type:"integer"},nodeSelector:{type:"object",additionalProperties:{type:"string"}},tolerations:{type:"arr\
ay","x-kubernetes-list-type":"atomic",items:{type:"object",properties:{key:{type:"string"},operator:{type:"string"},value:{
type:"string"},effect:{type:"string"},tolerationSeconds:{type:"integer",format:"int64"}}}},imagePullPolicy:{type:"string",
"x-kubernetes-validations":[{rule:"self in ['', 'Always', 'IfNotPresent', 'Never']",message:"spec.daemon.imagePullPolicy\
 is unknown; use Always, IfNotPresent or Never"}]},imagePullSecretName:{type:"string"},securityContext:{type:"object",properties:{
allowPrivilegeEscalation:{type:"boolean"},appArmorProfile:{type:"object",required:["type"],properties:{localhostProfile:{
type:"string"},type:{type:"string"}}},capabilities:{type:"object",properties:{add:{type:"array","x-kubernetes-list-type":"\
atomic",items:{type:"string"}},drop:{type:"array","x-kubernetes-list-type":"atomic",items:{type:"string"}}}},privileged:{
type:"boolean"},procMount:{type:"string"},readOnlyRootFilesystem:{type:"boolean"},runAsGroup:{type:"integer",format:"int\
64"},runAsNonRoot:{type:"boolean"},runAsUser:{type:"integer",format:"int64"},seLinuxOptions:{type:"object",properties:{level:{
type:"string"},role:{type:"string"},type:{type:"string"},user:{type:"string"}}},seccompProfile:{type:"object",required:[
"type"],properties:{localhostProfile:{type:"string"},type:{type:"string"}}},windowsOptions:{type:"object",properties:{gmsaCredentialSpec:{
type:"string"},gmsaCredentialSpecName:{type:"string"},hostProcess:{type:"boolean"},runAsUserName:{type:"string"}}}}},env:{
type:"array","x-kubernetes-list-type":"atomic",items:{type:"object",required:["name"],properties:{name:{type:"string"},value:{
type:"string"},valueFrom:{type:"object",properties:{configMapKeyRef:{type:"object","x-kubernetes-map-type":"atomic",required:[
"key"],properties:{key:{type:"string"},name:{type:"string"},optional:{type:"boolean"}}},fieldRef:{type:"object","x-kuber\
netes-map-type":"atomic",required:["fieldPath"],properties:{apiVersion:{type:"string"},fieldPath:{type:"string"}}},resourceFieldRef:{
type:"object","x-kubernetes-map-type":"atomic",required:["resource"],properties:{containerName:{type:"string"},divisor:{
pattern:"^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$",type:["integer","string"]},resource:{
type:"string"}}},secretKeyRef:{type:"object","x-kubernetes-map-type":"atomic",required:["key"],properties:{key:{type:"st\
ring"},name:{type:"string"},optional:{type:"boolean"}}}}}}}},envFrom:{type:"array","x-kubernetes-list-type":"atomic",items:{
type:"object",properties:{prefix:{type:"string"},configMapRef:{type:"object","x-kubernetes-map-type":"atomic",properties:{
name:{type:"string"},optional:{type:"boolean"}}},secretRef:{type:"object","x-kubernetes-map-type":"atomic",properties:{name:{
type:"string"},optional:{type:"boolean"}}}}}},resources:{type:"object",properties:{claims:{type:"array","x-kubernetes-li\
st-type":"map","x-kubernetes-list-map-keys":["name"],items:{type:"object",required:["name"],properties:{name:{type:"stri\
ng"},request:{type:"string"}}}},limits:{type:"object",additionalProperties:{pattern:"^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+\
)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$",type:["integer","string"]}},requests:{type:"object",additionalProperties:{pattern:"\
^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$",type:["integer","string"]}}}},mounts:{type:"\
array","x-kubernetes-list-type":"atomic",items:{type:"object",required:["name","podpath","hostpath"],"x-kubernetes-valid\
ations":[{rule:"self.hostpath.startsWith('/') && self.podpath.startsWith('/')",message:"spec.daemon.mounts: hostpath and\
 podpath must be absolute; begin both with a slash"}],properties:{name:{type:"string"},podpath:{type:"string"},hostpath:{
type:"string"}}}}}}}},status:{type:"object"},apiVersion:{const:"multinic.fms.io/v1"},kind:{const:"Config"},metadata:{type:"\
object",required:["name"],properties:{name:{type:"string",pattern:"^."},uid:{type:"string",pattern:"^."}}}},$id:"Config"},
k=new RegExp("^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$","u");function q(u,{instancePath:i="",
parentData:f,parentDataProperty:h,rootData:g=u}={}){let e=null,r=0;if(u&&typeof u=="object"&&!Array.isArray(u)){if(u.apiVersion===
void 0){const p={instancePath:i,schemaPath:"#/required",keyword:"required",params:{missingProperty:"apiVersion"},message:"\
must have required property 'apiVersion'"};e===null?e=[p]:e.push(p),r++}if(u.kind===void 0){const p={instancePath:i,schemaPath:"\
#/required",keyword:"required",params:{missingProperty:"kind"},message:"must have required property 'kind'"};e===null?e=
[p]:e.push(p),r++}if(u.metadata===void 0){const p={instancePath:i,schemaPath:"#/required",keyword:"required",params:{missingProperty:"\
metadata"},message:"must have required property 'metadata'"};e===null?e=[p]:e.push(p),r++}if(u.spec===void 0){const p={instancePath:i,
schemaPath:"#/required",keyword:"required",params:{missingProperty:"spec"},message:"must have required property 'spec'"};
e===null?e=[p]:e.push(p),r++}if(u.spec!==void 0){let p=u.spec;if(p&&typeof p=="object"&&!Array.isArray(p)){if(p.cniType===
void 0){const s={instancePath:i+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty:"\
cniType"},message:"must have required property 'cniType'"};e===null?e=[s]:e.push(s),r++}if(p.daemon===void 0){const s={instancePath:i+
"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty:"daemon"},message:"must have \
required property 'daemon'"};e===null?e=[s]:e.push(s),r++}if(p.getInterfacePath===void 0){const s={instancePath:i+"/spec",
schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty:"getInterfacePath"},message:"must hav\
e required property 'getInterfacePath'"};e===null?e=[s]:e.push(s),r++}if(p.ipamType===void 0){const s={instancePath:i+"/\
spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty:"ipamType"},message:"must have \
required property 'ipamType'"};e===null?e=[s]:e.push(s),r++}if(p.joinPath===void 0){const s={instancePath:i+"/spec",schemaPath:"\
#/properties/spec/required",keyword:"required",params:{missingProperty:"joinPath"},message:"must have required property \
'joinPath'"};e===null?e=[s]:e.push(s),r++}if(p.cniType!==void 0&&typeof p.cniType!="string"){const s={instancePath:i+"/s\
pec/cniType",schemaPath:"#/properties/spec/properties/cniType/type",keyword:"type",params:{type:"string"},message:"must \
be string"};e===null?e=[s]:e.push(s),r++}if(p.ipamType!==void 0&&typeof p.ipamType!="string"){const s={instancePath:i+"/\
spec/ipamType",schemaPath:"#/properties/spec/properties/ipamType/type",keyword:"type",params:{type:"string"},message:"mu\
st be string"};e===null?e=[s]:e.push(s),r++}if(p.joinPath!==void 0&&typeof p.joinPath!="string"){const s={instancePath:i+
"/spec/joinPath",schemaPath:"#/properties/spec/properties/joinPath/type",keyword:"type",params:{type:"string"},message:"\
must be string"};e===null?e=[s]:e.push(s),r++}if(p.getInterfacePath!==void 0&&typeof p.getInterfacePath!="string"){const s={
instancePath:i+"/spec/getInterfacePath",schemaPath:"#/properties/spec/properties/getInterfacePath/type",keyword:"type",params:{
type:"string"},message:"must be string"};e===null?e=[s]:e.push(s),r++}if(p.addRoutePath!==void 0&&typeof p.addRoutePath!=
"string"){const s={instancePath:i+"/spec/addRoutePath",schemaPath:"#/properties/spec/properties/addRoutePath/type",keyword:"\
type",params:{type:"string"},message:"must be string"};e===null?e=[s]:e.push(s),r++}if(p.deleteRoutePath!==void 0&&typeof p.
deleteRoutePath!="string"){const s={instancePath:i+"/spec/deleteRoutePath",schemaPath:"#/properties/spec/properties/dele\
teRoutePath/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[s]:e.push(s),r++}if(p.urgentReconcileSeconds!==
void 0){let s=p.urgentReconcileSeconds;if(!(typeof s=="number"&&!(s%1)&&!isNaN(s)&&isFinite(s))){const t={instancePath:i+
"/spec/urgentReconcileSeconds",schemaPath:"#/properties/spec/properties/urgentReconcileSeconds/type",keyword:"type",params:{
type:"integer"},message:"must be integer"};e===null?e=[t]:e.push(t),r++}if(typeof s=="number"&&isFinite(s)&&(s<0||isNaN(
s))){const t={instancePath:i+"/spec/urgentReconcileSeconds",schemaPath:"#/properties/spec/properties/urgentReconcileSeco\
nds/minimum",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"};e===null?e=[t]:e.push(t),r++}}if(p.
normalReconcileMinutes!==void 0){let s=p.normalReconcileMinutes;if(!(typeof s=="number"&&!(s%1)&&!isNaN(s)&&isFinite(s))){
const t={instancePath:i+"/spec/normalReconcileMinutes",schemaPath:"#/properties/spec/properties/normalReconcileMinutes/t\
ype",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[t]:e.push(t),r++}if(typeof s=="number"&&
isFinite(s)&&(s<0||isNaN(s))){const t={instancePath:i+"/spec/normalReconcileMinutes",schemaPath:"#/properties/spec/prope\
rties/normalReconcileMinutes/minimum",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"};e===null?
e=[t]:e.push(t),r++}}if(p.longReconcileMinutes!==void 0){let s=p.longReconcileMinutes;if(!(typeof s=="number"&&!(s%1)&&!isNaN(
s)&&isFinite(s))){const t={instancePath:i+"/spec/longReconcileMinutes",schemaPath:"#/properties/spec/properties/longReco\
ncileMinutes/type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[t]:e.push(t),r++}if(typeof s==
"number"&&isFinite(s)&&(s<0||isNaN(s))){const t={instancePath:i+"/spec/longReconcileMinutes",schemaPath:"#/properties/sp\
ec/properties/longReconcileMinutes/minimum",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"};e===
null?e=[t]:e.push(t),r++}}if(p.contextTimeoutMinutes!==void 0){let s=p.contextTimeoutMinutes;if(!(typeof s=="number"&&!(s%
1)&&!isNaN(s)&&isFinite(s))){const t={instancePath:i+"/spec/contextTimeoutMinutes",schemaPath:"#/properties/spec/propert\
ies/contextTimeoutMinutes/type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[t]:e.push(
t),r++}if(typeof s=="number"&&isFinite(s)&&(s<0||isNaN(s))){const t={instancePath:i+"/spec/contextTimeoutMinutes",schemaPath:"\
#/properties/spec/properties/contextTimeoutMinutes/minimum",keyword:"minimum",params:{comparison:">=",limit:0},message:"\
must be >= 0"};e===null?e=[t]:e.push(t),r++}}if(p.logLevel!==void 0){let s=p.logLevel;if(!(typeof s=="number"&&!(s%1)&&!isNaN(
s)&&isFinite(s))){const t={instancePath:i+"/spec/logLevel",schemaPath:"#/properties/spec/properties/logLevel/type",keyword:"\
type",params:{type:"integer"},message:"must be integer"};e===null?e=[t]:e.push(t),r++}if(typeof s=="number"&&isFinite(s)){
if(s>127||isNaN(s)){const t={instancePath:i+"/spec/logLevel",schemaPath:"#/properties/spec/properties/logLevel/maximum",
keyword:"maximum",params:{comparison:"<=",limit:127},message:"must be <= 127"};e===null?e=[t]:e.push(t),r++}if(s<0||isNaN(
s)){const t={instancePath:i+"/spec/logLevel",schemaPath:"#/properties/spec/properties/logLevel/minimum",keyword:"minimum",
params:{comparison:">=",limit:0},message:"must be >= 0"};e===null?e=[t]:e.push(t),r++}}}if(p.daemon!==void 0){let s=p.daemon;
if(s&&typeof s=="object"&&!Array.isArray(s)){if(s.image===void 0){const t={instancePath:i+"/spec/daemon",schemaPath:"#/p\
roperties/spec/properties/daemon/required",keyword:"required",params:{missingProperty:"image"},message:"must have requir\
ed property 'image'"};e===null?e=[t]:e.push(t),r++}if(s.port===void 0){const t={instancePath:i+"/spec/daemon",schemaPath:"\
#/properties/spec/properties/daemon/required",keyword:"required",params:{missingProperty:"port"},message:"must have requ\
ired property 'port'"};e===null?e=[t]:e.push(t),r++}if(s.image!==void 0&&typeof s.image!="string"){const t={instancePath:i+
"/spec/daemon/image",schemaPath:"#/properties/spec/properties/daemon/properties/image/type",keyword:"type",params:{type:"\
string"},message:"must be string"};e===null?e=[t]:e.push(t),r++}if(s.port!==void 0){let t=s.port;if(!(typeof t=="number"&&
!(t%1)&&!isNaN(t)&&isFinite(t))){const a={instancePath:i+"/spec/daemon/port",schemaPath:"#/properties/spec/properties/da\
emon/properties/port/type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[a]:e.push(a),r++}}
if(s.nodeSelector!==void 0){let t=s.nodeSelector;if(t&&typeof t=="object"&&!Array.isArray(t)){for(const a in t)if(typeof t[a]!=
"string"){const n={instancePath:i+"/spec/daemon/nodeSelector/"+a.replace(/~/g,"~0").replace(/\//g,"~1"),schemaPath:"#/pr\
operties/spec/properties/daemon/properties/nodeSelector/additionalProperties/type",keyword:"type",params:{type:"string"},
message:"must be string"};e===null?e=[n]:e.push(n),r++}}else{const a={instancePath:i+"/spec/daemon/nodeSelector",schemaPath:"\
#/properties/spec/properties/daemon/properties/nodeSelector/type",keyword:"type",params:{type:"object"},message:"must be\
 object"};e===null?e=[a]:e.push(a),r++}}if(s.tolerations!==void 0){let t=s.tolerations;if(Array.isArray(t)){const a=t.length;
for(let n=0;n<a;n++){let o=t[n];if(o&&typeof o=="object"&&!Array.isArray(o)){if(o.key!==void 0&&typeof o.key!="string"){
const m={instancePath:i+"/spec/daemon/tolerations/"+n+"/key",schemaPath:"#/properties/spec/properties/daemon/properties/\
tolerations/items/properties/key/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[m]:e.
push(m),r++}if(o.operator!==void 0&&typeof o.operator!="string"){const m={instancePath:i+"/spec/daemon/tolerations/"+n+"\
/operator",schemaPath:"#/properties/spec/properties/daemon/properties/tolerations/items/properties/operator/type",keyword:"\
type",params:{type:"string"},message:"must be string"};e===null?e=[m]:e.push(m),r++}if(o.value!==void 0&&typeof o.value!=
"string"){const m={instancePath:i+"/spec/daemon/tolerations/"+n+"/value",schemaPath:"#/properties/spec/properties/daemon\
/properties/tolerations/items/properties/value/type",keyword:"type",params:{type:"string"},message:"must be string"};e===
null?e=[m]:e.push(m),r++}if(o.effect!==void 0&&typeof o.effect!="string"){const m={instancePath:i+"/spec/daemon/tolerati\
ons/"+n+"/effect",schemaPath:"#/properties/spec/properties/daemon/properties/tolerations/items/properties/effect/type",keyword:"\
type",params:{type:"string"},message:"must be string"};e===null?e=[m]:e.push(m),r++}if(o.tolerationSeconds!==void 0){let m=o.
tolerationSeconds;if(!(typeof m=="number"&&!(m%1)&&!isNaN(m)&&isFinite(m))){const l={instancePath:i+"/spec/daemon/tolera\
tions/"+n+"/tolerationSeconds",schemaPath:"#/properties/spec/properties/daemon/properties/tolerations/items/properties/t\
olerationSeconds/type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[l]:e.push(l),r++}}}else{
const m={instancePath:i+"/spec/daemon/tolerations/"+n,schemaPath:"#/properties/spec/properties/daemon/properties/tolerat\
ions/items/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[m]:e.push(m),r++}}}else{const a={
instancePath:i+"/spec/daemon/tolerations",schemaPath:"#/properties/spec/properties/daemon/properties/tolerations/type",keyword:"\
type",params:{type:"array"},message:"must be array"};e===null?e=[a]:e.push(a),r++}}if(s.imagePullPolicy!==void 0&&typeof s.
imagePullPolicy!="string"){const t={instancePath:i+"/spec/daemon/imagePullPolicy",schemaPath:"#/properties/spec/properti\
es/daemon/properties/imagePullPolicy/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[t]:
e.push(t),r++}if(s.imagePullSecretName!==void 0&&typeof s.imagePullSecretName!="string"){const t={instancePath:i+"/spec/\
daemon/imagePullSecretName",schemaPath:"#/properties/spec/properties/daemon/properties/imagePullSecretName/type",keyword:"\
type",params:{type:"string"},message:"must be string"};e===null?e=[t]:e.push(t),r++}if(s.securityContext!==void 0){let t=s.
securityContext;if(t&&typeof t=="object"&&!Array.isArray(t)){if(t.allowPrivilegeEscalation!==void 0&&typeof t.allowPrivilegeEscalation!=
"boolean"){const a={instancePath:i+"/spec/daemon/securityContext/allowPrivilegeEscalation",schemaPath:"#/properties/spec\
/properties/daemon/properties/securityContext/properties/allowPrivilegeEscalation/type",keyword:"type",params:{type:"boo\
lean"},message:"must be boolean"};e===null?e=[a]:e.push(a),r++}if(t.appArmorProfile!==void 0){let a=t.appArmorProfile;if(a&&
typeof a=="object"&&!Array.isArray(a)){if(a.type===void 0){const n={instancePath:i+"/spec/daemon/securityContext/appArmo\
rProfile",schemaPath:"#/properties/spec/properties/daemon/properties/securityContext/properties/appArmorProfile/required",
keyword:"required",params:{missingProperty:"type"},message:"must have required property 'type'"};e===null?e=[n]:e.push(n),
r++}if(a.localhostProfile!==void 0&&typeof a.localhostProfile!="string"){const n={instancePath:i+"/spec/daemon/securityC\
ontext/appArmorProfile/localhostProfile",schemaPath:"#/properties/spec/properties/daemon/properties/securityContext/prop\
erties/appArmorProfile/properties/localhostProfile/type",keyword:"type",params:{type:"string"},message:"must be string"};
e===null?e=[n]:e.push(n),r++}if(a.type!==void 0&&typeof a.type!="string"){const n={instancePath:i+"/spec/daemon/security\
Context/appArmorProfile/type",schemaPath:"#/properties/spec/properties/daemon/properties/securityContext/properties/appA\
rmorProfile/properties/type/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[n]:e.push(
n),r++}}else{const n={instancePath:i+"/spec/daemon/securityContext/appArmorProfile",schemaPath:"#/properties/spec/proper\
ties/daemon/properties/securityContext/properties/appArmorProfile/type",keyword:"type",params:{type:"object"},message:"m\
ust be object"};e===null?e=[n]:e.push(n),r++}}if(t.capabilities!==void 0){let a=t.capabilities;if(a&&typeof a=="object"&&
!Array.isArray(a)){if(a.add!==void 0){let n=a.add;if(Array.isArray(n)){const o=n.length;for(let m=0;m<o;m++)if(typeof n[m]!=
"string"){const l={instancePath:i+"/spec/daemon/securityContext/capabilities/add/"+m,schemaPath:"#/properties/spec/prope\
rties/daemon/properties/securityContext/properties/capabilities/properties/add/items/type",keyword:"type",params:{type:"\
string"},message:"must be string"};e===null?e=[l]:e.push(l),r++}}else{const o={instancePath:i+"/spec/daemon/securityCont\
ext/capabilities/add",schemaPath:"#/properties/spec/properties/daemon/properties/securityContext/properties/capabilities\
/properties/add/type",keyword:"type",params:{type:"array"},message:"must be array"};e===null?e=[o]:e.push(o),r++}}if(a.drop!==
void 0){let n=a.drop;if(Array.isArray(n)){const o=n.length;for(let m=0;m<o;m++)if(typeof n[m]!="string"){const l={instancePath:i+
"/spec/daemon/securityContext/capabilities/drop/"+m,schemaPath:"#/properties/spec/properties/daemon/properties/securityC\
ontext/properties/capabilities/properties/drop/items/type",keyword:"type",params:{type:"string"},message:"must be string"};
e===null?e=[l]:e.push(l),r++}}else{const o={instancePath:i+"/spec/daemon/securityContext/capabilities/drop",schemaPath:"\
#/properties/spec/properties/daemon/properties/securityContext/properties/capabilities/properties/drop/type",keyword:"ty\
pe",params:{type:"array"},message:"must be array"};e===null?e=[o]:e.push(o),r++}}}else{const n={instancePath:i+"/spec/da\
emon/securityContext/capabilities",schemaPath:"#/properties/spec/properties/daemon/properties/securityContext/properties\
/capabilities/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[n]:e.push(n),r++}}if(t.privileged!==
void 0&&typeof t.privileged!="boolean"){const a={instancePath:i+"/spec/daemon/securityContext/privileged",schemaPath:"#/\
properties/spec/properties/daemon/properties/securityContext/properties/privileged/type",keyword:"type",params:{type:"bo\
olean"},message:"must be boolean"};e===null?e=[a]:e.push(a),r++}if(t.procMount!==void 0&&typeof t.procMount!="string"){const a={
instancePath:i+"/spec/daemon/securityContext/procMount",schemaPath:"#/properties/spec/properties/daemon/properties/secur\
ityContext/properties/procMount/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[a]:e.push(
a),r++}if(t.readOnlyRootFilesystem!==void 0&&typeof t.readOnlyRootFilesystem!="boolean"){const a={instancePath:i+"/spec/\
daemon/securityContext/readOnlyRootFilesystem",schemaPath:"#/properties/spec/properties/daemon/properties/securityContex\
t/properties/readOnlyRootFilesystem/type",keyword:"type",params:{type:"boolean"},message:"must be boolean"};e===null?e=[
a]:e.push(a),r++}if(t.runAsGroup!==void 0){let a=t.runAsGroup;if(!(typeof a=="number"&&!(a%1)&&!isNaN(a)&&isFinite(a))){
const n={instancePath:i+"/spec/daemon/securityContext/runAsGroup",schemaPath:"#/properties/spec/properties/daemon/proper\
ties/securityContext/properties/runAsGroup/type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?
e=[n]:e.push(n),r++}}if(t.runAsNonRoot!==void 0&&typeof t.runAsNonRoot!="boolean"){const a={instancePath:i+"/spec/daemon\
/securityContext/runAsNonRoot",schemaPath:"#/properties/spec/properties/daemon/properties/securityContext/properties/run\
AsNonRoot/type",keyword:"type",params:{type:"boolean"},message:"must be boolean"};e===null?e=[a]:e.push(a),r++}if(t.runAsUser!==
void 0){let a=t.runAsUser;if(!(typeof a=="number"&&!(a%1)&&!isNaN(a)&&isFinite(a))){const n={instancePath:i+"/spec/daemo\
n/securityContext/runAsUser",schemaPath:"#/properties/spec/properties/daemon/properties/securityContext/properties/runAs\
User/type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[n]:e.push(n),r++}}if(t.seLinuxOptions!==
void 0){let a=t.seLinuxOptions;if(a&&typeof a=="object"&&!Array.isArray(a)){if(a.level!==void 0&&typeof a.level!="string"){
const n={instancePath:i+"/spec/daemon/securityContext/seLinuxOptions/level",schemaPath:"#/properties/spec/properties/dae\
mon/properties/securityContext/properties/seLinuxOptions/properties/level/type",keyword:"type",params:{type:"string"},message:"\
must be string"};e===null?e=[n]:e.push(n),r++}if(a.role!==void 0&&typeof a.role!="string"){const n={instancePath:i+"/spe\
c/daemon/securityContext/seLinuxOptions/role",schemaPath:"#/properties/spec/properties/daemon/properties/securityContext\
/properties/seLinuxOptions/properties/role/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?
e=[n]:e.push(n),r++}if(a.type!==void 0&&typeof a.type!="string"){const n={instancePath:i+"/spec/daemon/securityContext/s\
eLinuxOptions/type",schemaPath:"#/properties/spec/properties/daemon/properties/securityContext/properties/seLinuxOptions\
/properties/type/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[n]:e.push(n),r++}if(a.
user!==void 0&&typeof a.user!="string"){const n={instancePath:i+"/spec/daemon/securityContext/seLinuxOptions/user",schemaPath:"\
#/properties/spec/properties/daemon/properties/securityContext/properties/seLinuxOptions/properties/user/type",keyword:"\
type",params:{type:"string"},message:"must be string"};e===null?e=[n]:e.push(n),r++}}else{const n={instancePath:i+"/spec\
/daemon/securityContext/seLinuxOptions",schemaPath:"#/properties/spec/properties/daemon/properties/securityContext/prope\
rties/seLinuxOptions/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[n]:e.push(n),r++}}
if(t.seccompProfile!==void 0){let a=t.seccompProfile;if(a&&typeof a=="object"&&!Array.isArray(a)){if(a.type===void 0){const n={
instancePath:i+"/spec/daemon/securityContext/seccompProfile",schemaPath:"#/properties/spec/properties/daemon/properties/\
securityContext/properties/seccompProfile/required",keyword:"required",params:{missingProperty:"type"},message:"must hav\
e required property 'type'"};e===null?e=[n]:e.push(n),r++}if(a.localhostProfile!==void 0&&typeof a.localhostProfile!="st\
ring"){const n={instancePath:i+"/spec/daemon/securityContext/seccompProfile/localhostProfile",schemaPath:"#/properties/s\
pec/properties/daemon/properties/securityContext/properties/seccompProfile/properties/localhostProfile/type",keyword:"ty\
pe",params:{type:"string"},message:"must be string"};e===null?e=[n]:e.push(n),r++}if(a.type!==void 0&&typeof a.type!="st\
ring"){const n={instancePath:i+"/spec/daemon/securityContext/seccompProfile/type",schemaPath:"#/properties/spec/properti\
es/daemon/properties/securityContext/properties/seccompProfile/properties/type/type",keyword:"type",params:{type:"string"},
message:"must be string"};e===null?e=[n]:e.push(n),r++}}else{const n={instancePath:i+"/spec/daemon/securityContext/secco\
mpProfile",schemaPath:"#/properties/spec/properties/daemon/properties/securityContext/properties/seccompProfile/type",keyword:"\
type",params:{type:"object"},message:"must be object"};e===null?e=[n]:e.push(n),r++}}if(t.windowsOptions!==void 0){let a=t.
windowsOptions;if(a&&typeof a=="object"&&!Array.isArray(a)){if(a.gmsaCredentialSpec!==void 0&&typeof a.gmsaCredentialSpec!=
"string"){const n={instancePath:i+"/spec/daemon/securityContext/windowsOptions/gmsaCredentialSpec",schemaPath:"#/propert\
ies/spec/properties/daemon/properties/securityContext/properties/windowsOptions/properties/gmsaCredentialSpec/type",keyword:"\
type",params:{type:"string"},message:"must be string"};e===null?e=[n]:e.push(n),r++}if(a.gmsaCredentialSpecName!==void 0&&
typeof a.gmsaCredentialSpecName!="string"){const n={instancePath:i+"/spec/daemon/securityContext/windowsOptions/gmsaCred\
entialSpecName",schemaPath:"#/properties/spec/properties/daemon/properties/securityContext/properties/windowsOptions/pro\
perties/gmsaCredentialSpecName/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[n]:e.push(
n),r++}if(a.hostProcess!==void 0&&typeof a.hostProcess!="boolean"){const n={instancePath:i+"/spec/daemon/securityContext\
/windowsOptions/hostProcess",schemaPath:"#/properties/spec/properties/daemon/properties/securityContext/properties/windo\
wsOptions/properties/hostProcess/type",keyword:"type",params:{type:"boolean"},message:"must be boolean"};e===null?e=[n]:
e.push(n),r++}if(a.runAsUserName!==void 0&&typeof a.runAsUserName!="string"){const n={instancePath:i+"/spec/daemon/secur\
ityContext/windowsOptions/runAsUserName",schemaPath:"#/properties/spec/properties/daemon/properties/securityContext/prop\
erties/windowsOptions/properties/runAsUserName/type",keyword:"type",params:{type:"string"},message:"must be string"};e===
null?e=[n]:e.push(n),r++}}else{const n={instancePath:i+"/spec/daemon/securityContext/windowsOptions",schemaPath:"#/prope\
rties/spec/properties/daemon/properties/securityContext/properties/windowsOptions/type",keyword:"type",params:{type:"obj\
ect"},message:"must be object"};e===null?e=[n]:e.push(n),r++}}}else{const a={instancePath:i+"/spec/daemon/securityContex\
t",schemaPath:"#/properties/spec/properties/daemon/properties/securityContext/type",keyword:"type",params:{type:"object"},
message:"must be object"};e===null?e=[a]:e.push(a),r++}}if(s.env!==void 0){let t=s.env;if(Array.isArray(t)){const a=t.length;
for(let n=0;n<a;n++){let o=t[n];if(o&&typeof o=="object"&&!Array.isArray(o)){if(o.name===void 0){const m={instancePath:i+
"/spec/daemon/env/"+n,schemaPath:"#/properties/spec/properties/daemon/properties/env/items/required",keyword:"required",
params:{missingProperty:"name"},message:"must have required property 'name'"};e===null?e=[m]:e.push(m),r++}if(o.name!==void 0&&
typeof o.name!="string"){const m={instancePath:i+"/spec/daemon/env/"+n+"/name",schemaPath:"#/properties/spec/properties/\
daemon/properties/env/items/properties/name/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?
e=[m]:e.push(m),r++}if(o.value!==void 0&&typeof o.value!="string"){const m={instancePath:i+"/spec/daemon/env/"+n+"/value",
schemaPath:"#/properties/spec/properties/daemon/properties/env/items/properties/value/type",keyword:"type",params:{type:"\
string"},message:"must be string"};e===null?e=[m]:e.push(m),r++}if(o.valueFrom!==void 0){let m=o.valueFrom;if(m&&typeof m==
"object"&&!Array.isArray(m)){if(m.configMapKeyRef!==void 0){let l=m.configMapKeyRef;if(l&&typeof l=="object"&&!Array.isArray(
l)){if(l.key===void 0){const c={instancePath:i+"/spec/daemon/env/"+n+"/valueFrom/configMapKeyRef",schemaPath:"#/properti\
es/spec/properties/daemon/properties/env/items/properties/valueFrom/properties/configMapKeyRef/required",keyword:"requir\
ed",params:{missingProperty:"key"},message:"must have required property 'key'"};e===null?e=[c]:e.push(c),r++}if(l.key!==
void 0&&typeof l.key!="string"){const c={instancePath:i+"/spec/daemon/env/"+n+"/valueFrom/configMapKeyRef/key",schemaPath:"\
#/properties/spec/properties/daemon/properties/env/items/properties/valueFrom/properties/configMapKeyRef/properties/key/\
type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[c]:e.push(c),r++}if(l.name!==void 0&&typeof l.
name!="string"){const c={instancePath:i+"/spec/daemon/env/"+n+"/valueFrom/configMapKeyRef/name",schemaPath:"#/properties\
/spec/properties/daemon/properties/env/items/properties/valueFrom/properties/configMapKeyRef/properties/name/type",keyword:"\
type",params:{type:"string"},message:"must be string"};e===null?e=[c]:e.push(c),r++}if(l.optional!==void 0&&typeof l.optional!=
"boolean"){const c={instancePath:i+"/spec/daemon/env/"+n+"/valueFrom/configMapKeyRef/optional",schemaPath:"#/properties/\
spec/properties/daemon/properties/env/items/properties/valueFrom/properties/configMapKeyRef/properties/optional/type",keyword:"\
type",params:{type:"boolean"},message:"must be boolean"};e===null?e=[c]:e.push(c),r++}}else{const c={instancePath:i+"/sp\
ec/daemon/env/"+n+"/valueFrom/configMapKeyRef",schemaPath:"#/properties/spec/properties/daemon/properties/env/items/prop\
erties/valueFrom/properties/configMapKeyRef/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?
e=[c]:e.push(c),r++}}if(m.fieldRef!==void 0){let l=m.fieldRef;if(l&&typeof l=="object"&&!Array.isArray(l)){if(l.fieldPath===
void 0){const c={instancePath:i+"/spec/daemon/env/"+n+"/valueFrom/fieldRef",schemaPath:"#/properties/spec/properties/dae\
mon/properties/env/items/properties/valueFrom/properties/fieldRef/required",keyword:"required",params:{missingProperty:"\
fieldPath"},message:"must have required property 'fieldPath'"};e===null?e=[c]:e.push(c),r++}if(l.apiVersion!==void 0&&typeof l.
apiVersion!="string"){const c={instancePath:i+"/spec/daemon/env/"+n+"/valueFrom/fieldRef/apiVersion",schemaPath:"#/prope\
rties/spec/properties/daemon/properties/env/items/properties/valueFrom/properties/fieldRef/properties/apiVersion/type",keyword:"\
type",params:{type:"string"},message:"must be string"};e===null?e=[c]:e.push(c),r++}if(l.fieldPath!==void 0&&typeof l.fieldPath!=
"string"){const c={instancePath:i+"/spec/daemon/env/"+n+"/valueFrom/fieldRef/fieldPath",schemaPath:"#/properties/spec/pr\
operties/daemon/properties/env/items/properties/valueFrom/properties/fieldRef/properties/fieldPath/type",keyword:"type",
params:{type:"string"},message:"must be string"};e===null?e=[c]:e.push(c),r++}}else{const c={instancePath:i+"/spec/daemo\
n/env/"+n+"/valueFrom/fieldRef",schemaPath:"#/properties/spec/properties/daemon/properties/env/items/properties/valueFro\
m/properties/fieldRef/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[c]:e.push(c),r++}}
if(m.resourceFieldRef!==void 0){let l=m.resourceFieldRef;if(l&&typeof l=="object"&&!Array.isArray(l)){if(l.resource===void 0){
const c={instancePath:i+"/spec/daemon/env/"+n+"/valueFrom/resourceFieldRef",schemaPath:"#/properties/spec/properties/dae\
mon/properties/env/items/properties/valueFrom/properties/resourceFieldRef/required",keyword:"required",params:{missingProperty:"\
resource"},message:"must have required property 'resource'"};e===null?e=[c]:e.push(c),r++}if(l.containerName!==void 0&&typeof l.
containerName!="string"){const c={instancePath:i+"/spec/daemon/env/"+n+"/valueFrom/resourceFieldRef/containerName",schemaPath:"\
#/properties/spec/properties/daemon/properties/env/items/properties/valueFrom/properties/resourceFieldRef/properties/con\
tainerName/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[c]:e.push(c),r++}if(l.divisor!==
void 0){let c=l.divisor;if(!(typeof c=="number"&&!(c%1)&&!isNaN(c)&&isFinite(c))&&typeof c!="string"){const d={instancePath:i+
"/spec/daemon/env/"+n+"/valueFrom/resourceFieldRef/divisor",schemaPath:"#/properties/spec/properties/daemon/properties/e\
nv/items/properties/valueFrom/properties/resourceFieldRef/properties/divisor/type",keyword:"type",params:{type:P.properties.
spec.properties.daemon.properties.env.items.properties.valueFrom.properties.resourceFieldRef.properties.divisor.type},message:"\
must be integer,string"};e===null?e=[d]:e.push(d),r++}if(typeof c=="string"&&!k.test(c)){const d={instancePath:i+"/spec/\
daemon/env/"+n+"/valueFrom/resourceFieldRef/divisor",schemaPath:"#/properties/spec/properties/daemon/properties/env/item\
s/properties/valueFrom/properties/resourceFieldRef/properties/divisor/pattern",keyword:"pattern",params:{pattern:"^[+-]?\
([0-9]+([.][0-9]*)?|[.][0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$"},message:'must match pattern "^[+-]?([0-9]+([.]\
[0-9]*)?|[.][0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$"'};e===null?e=[d]:e.push(d),r++}}if(l.resource!==void 0&&typeof l.
resource!="string"){const c={instancePath:i+"/spec/daemon/env/"+n+"/valueFrom/resourceFieldRef/resource",schemaPath:"#/p\
roperties/spec/properties/daemon/properties/env/items/properties/valueFrom/properties/resourceFieldRef/properties/resour\
ce/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[c]:e.push(c),r++}}else{const c={instancePath:i+
"/spec/daemon/env/"+n+"/valueFrom/resourceFieldRef",schemaPath:"#/properties/spec/properties/daemon/properties/env/items\
/properties/valueFrom/properties/resourceFieldRef/type",keyword:"type",params:{type:"object"},message:"must be object"};
e===null?e=[c]:e.push(c),r++}}if(m.secretKeyRef!==void 0){let l=m.secretKeyRef;if(l&&typeof l=="object"&&!Array.isArray(
l)){if(l.key===void 0){const c={instancePath:i+"/spec/daemon/env/"+n+"/valueFrom/secretKeyRef",schemaPath:"#/properties/\
spec/properties/daemon/properties/env/items/properties/valueFrom/properties/secretKeyRef/required",keyword:"required",params:{
missingProperty:"key"},message:"must have required property 'key'"};e===null?e=[c]:e.push(c),r++}if(l.key!==void 0&&typeof l.
key!="string"){const c={instancePath:i+"/spec/daemon/env/"+n+"/valueFrom/secretKeyRef/key",schemaPath:"#/properties/spec\
/properties/daemon/properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/key/type",keyword:"type",
params:{type:"string"},message:"must be string"};e===null?e=[c]:e.push(c),r++}if(l.name!==void 0&&typeof l.name!="string"){
const c={instancePath:i+"/spec/daemon/env/"+n+"/valueFrom/secretKeyRef/name",schemaPath:"#/properties/spec/properties/da\
emon/properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/name/type",keyword:"type",params:{type:"\
string"},message:"must be string"};e===null?e=[c]:e.push(c),r++}if(l.optional!==void 0&&typeof l.optional!="boolean"){const c={
instancePath:i+"/spec/daemon/env/"+n+"/valueFrom/secretKeyRef/optional",schemaPath:"#/properties/spec/properties/daemon/\
properties/env/items/properties/valueFrom/properties/secretKeyRef/properties/optional/type",keyword:"type",params:{type:"\
boolean"},message:"must be boolean"};e===null?e=[c]:e.push(c),r++}}else{const c={instancePath:i+"/spec/daemon/env/"+n+"/\
valueFrom/secretKeyRef",schemaPath:"#/properties/spec/properties/daemon/properties/env/items/properties/valueFrom/proper\
ties/secretKeyRef/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[c]:e.push(c),r++}}}else{
const l={instancePath:i+"/spec/daemon/env/"+n+"/valueFrom",schemaPath:"#/properties/spec/properties/daemon/properties/en\
v/items/properties/valueFrom/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[l]:e.push(
l),r++}}}else{const m={instancePath:i+"/spec/daemon/env/"+n,schemaPath:"#/properties/spec/properties/daemon/properties/e\
nv/items/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[m]:e.push(m),r++}}}else{const a={
instancePath:i+"/spec/daemon/env",schemaPath:"#/properties/spec/properties/daemon/properties/env/type",keyword:"type",params:{
type:"array"},message:"must be array"};e===null?e=[a]:e.push(a),r++}}if(s.envFrom!==void 0){let t=s.envFrom;if(Array.isArray(
t)){const a=t.length;for(let n=0;n<a;n++){let o=t[n];if(o&&typeof o=="object"&&!Array.isArray(o)){if(o.prefix!==void 0&&
typeof o.prefix!="string"){const m={instancePath:i+"/spec/daemon/envFrom/"+n+"/prefix",schemaPath:"#/properties/spec/pro\
perties/daemon/properties/envFrom/items/properties/prefix/type",keyword:"type",params:{type:"string"},message:"must be s\
tring"};e===null?e=[m]:e.push(m),r++}if(o.configMapRef!==void 0){let m=o.configMapRef;if(m&&typeof m=="object"&&!Array.isArray(
m)){if(m.name!==void 0&&typeof m.name!="string"){const l={instancePath:i+"/spec/daemon/envFrom/"+n+"/configMapRef/name",
schemaPath:"#/properties/spec/properties/daemon/properties/envFrom/items/properties/configMapRef/properties/name/type",keyword:"\
type",params:{type:"string"},message:"must be string"};e===null?e=[l]:e.push(l),r++}if(m.optional!==void 0&&typeof m.optional!=
"boolean"){const l={instancePath:i+"/spec/daemon/envFrom/"+n+"/configMapRef/optional",schemaPath:"#/properties/spec/prop\
erties/daemon/properties/envFrom/items/properties/configMapRef/properties/optional/type",keyword:"type",params:{type:"bo\
olean"},message:"must be boolean"};e===null?e=[l]:e.push(l),r++}}else{const l={instancePath:i+"/spec/daemon/envFrom/"+n+
"/configMapRef",schemaPath:"#/properties/spec/properties/daemon/properties/envFrom/items/properties/configMapRef/type",keyword:"\
type",params:{type:"object"},message:"must be object"};e===null?e=[l]:e.push(l),r++}}if(o.secretRef!==void 0){let m=o.secretRef;
if(m&&typeof m=="object"&&!Array.isArray(m)){if(m.name!==void 0&&typeof m.name!="string"){const l={instancePath:i+"/spec\
/daemon/envFrom/"+n+"/secretRef/name",schemaPath:"#/properties/spec/properties/daemon/properties/envFrom/items/propertie\
s/secretRef/properties/name/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[l]:e.push(
l),r++}if(m.optional!==void 0&&typeof m.optional!="boolean"){const l={instancePath:i+"/spec/daemon/envFrom/"+n+"/secretR\
ef/optional",schemaPath:"#/properties/spec/properties/daemon/properties/envFrom/items/properties/secretRef/properties/op\
tional/type",keyword:"type",params:{type:"boolean"},message:"must be boolean"};e===null?e=[l]:e.push(l),r++}}else{const l={
instancePath:i+"/spec/daemon/envFrom/"+n+"/secretRef",schemaPath:"#/properties/spec/properties/daemon/properties/envFrom\
/items/properties/secretRef/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[l]:e.push(
l),r++}}}else{const m={instancePath:i+"/spec/daemon/envFrom/"+n,schemaPath:"#/properties/spec/properties/daemon/properti\
es/envFrom/items/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[m]:e.push(m),r++}}}else{
const a={instancePath:i+"/spec/daemon/envFrom",schemaPath:"#/properties/spec/properties/daemon/properties/envFrom/type",
keyword:"type",params:{type:"array"},message:"must be array"};e===null?e=[a]:e.push(a),r++}}if(s.resources!==void 0){let t=s.
resources;if(t&&typeof t=="object"&&!Array.isArray(t)){if(t.claims!==void 0){let a=t.claims;if(Array.isArray(a)){const n=a.
length;for(let o=0;o<n;o++){let m=a[o];if(m&&typeof m=="object"&&!Array.isArray(m)){if(m.name===void 0){const l={instancePath:i+
"/spec/daemon/resources/claims/"+o,schemaPath:"#/properties/spec/properties/daemon/properties/resources/properties/claim\
s/items/required",keyword:"required",params:{missingProperty:"name"},message:"must have required property 'name'"};e===null?
e=[l]:e.push(l),r++}if(m.name!==void 0&&typeof m.name!="string"){const l={instancePath:i+"/spec/daemon/resources/claims/"+
o+"/name",schemaPath:"#/properties/spec/properties/daemon/properties/resources/properties/claims/items/properties/name/t\
ype",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[l]:e.push(l),r++}if(m.request!==void 0&&
typeof m.request!="string"){const l={instancePath:i+"/spec/daemon/resources/claims/"+o+"/request",schemaPath:"#/properti\
es/spec/properties/daemon/properties/resources/properties/claims/items/properties/request/type",keyword:"type",params:{type:"\
string"},message:"must be string"};e===null?e=[l]:e.push(l),r++}}else{const l={instancePath:i+"/spec/daemon/resources/cl\
aims/"+o,schemaPath:"#/properties/spec/properties/daemon/properties/resources/properties/claims/items/type",keyword:"typ\
e",params:{type:"object"},message:"must be object"};e===null?e=[l]:e.push(l),r++}}}else{const n={instancePath:i+"/spec/d\
aemon/resources/claims",schemaPath:"#/properties/spec/properties/daemon/properties/resources/properties/claims/type",keyword:"\
type",params:{type:"array"},message:"must be array"};e===null?e=[n]:e.push(n),r++}}if(t.limits!==void 0){let a=t.limits;
if(a&&typeof a=="object"&&!Array.isArray(a))for(const n in a){let o=a[n];if(!(typeof o=="number"&&!(o%1)&&!isNaN(o)&&isFinite(
o))&&typeof o!="string"){const m={instancePath:i+"/spec/daemon/resources/limits/"+n.replace(/~/g,"~0").replace(/\//g,"~1"),
schemaPath:"#/properties/spec/properties/daemon/properties/resources/properties/limits/additionalProperties/type",keyword:"\
type",params:{type:P.properties.spec.properties.daemon.properties.resources.properties.limits.additionalProperties.type},
message:"must be integer,string"};e===null?e=[m]:e.push(m),r++}if(typeof o=="string"&&!k.test(o)){const m={instancePath:i+
"/spec/daemon/resources/limits/"+n.replace(/~/g,"~0").replace(/\//g,"~1"),schemaPath:"#/properties/spec/properties/daemo\
n/properties/resources/properties/limits/additionalProperties/pattern",keyword:"pattern",params:{pattern:"^[+-]?([0-9]+(\
[.][0-9]*)?|[.][0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$"},message:'must match pattern "^[+-]?([0-9]+([.][0-9]*)?\
|[.][0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$"'};e===null?e=[m]:e.push(m),r++}}else{const n={instancePath:i+"/spe\
c/daemon/resources/limits",schemaPath:"#/properties/spec/properties/daemon/properties/resources/properties/limits/type",
keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[n]:e.push(n),r++}}if(t.requests!==void 0){let a=t.
requests;if(a&&typeof a=="object"&&!Array.isArray(a))for(const n in a){let o=a[n];if(!(typeof o=="number"&&!(o%1)&&!isNaN(
o)&&isFinite(o))&&typeof o!="string"){const m={instancePath:i+"/spec/daemon/resources/requests/"+n.replace(/~/g,"~0").replace(
/\//g,"~1"),schemaPath:"#/properties/spec/properties/daemon/properties/resources/properties/requests/additionalPropertie\
s/type",keyword:"type",params:{type:P.properties.spec.properties.daemon.properties.resources.properties.requests.additionalProperties.
type},message:"must be integer,string"};e===null?e=[m]:e.push(m),r++}if(typeof o=="string"&&!k.test(o)){const m={instancePath:i+
"/spec/daemon/resources/requests/"+n.replace(/~/g,"~0").replace(/\//g,"~1"),schemaPath:"#/properties/spec/properties/dae\
mon/properties/resources/properties/requests/additionalProperties/pattern",keyword:"pattern",params:{pattern:"^[+-]?([0-\
9]+([.][0-9]*)?|[.][0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$"},message:'must match pattern "^[+-]?([0-9]+([.][0-9\
]*)?|[.][0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$"'};e===null?e=[m]:e.push(m),r++}}else{const n={instancePath:i+"\
/spec/daemon/resources/requests",schemaPath:"#/properties/spec/properties/daemon/properties/resources/properties/request\
s/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[n]:e.push(n),r++}}}else{const a={instancePath:i+
"/spec/daemon/resources",schemaPath:"#/properties/spec/properties/daemon/properties/resources/type",keyword:"type",params:{
type:"object"},message:"must be object"};e===null?e=[a]:e.push(a),r++}}if(s.mounts!==void 0){let t=s.mounts;if(Array.isArray(
t)){const a=t.length;for(let n=0;n<a;n++){let o=t[n];if(o&&typeof o=="object"&&!Array.isArray(o)){if(o.name===void 0){const m={
instancePath:i+"/spec/daemon/mounts/"+n,schemaPath:"#/properties/spec/properties/daemon/properties/mounts/items/required",
keyword:"required",params:{missingProperty:"name"},message:"must have required property 'name'"};e===null?e=[m]:e.push(m),
r++}if(o.podpath===void 0){const m={instancePath:i+"/spec/daemon/mounts/"+n,schemaPath:"#/properties/spec/properties/dae\
mon/properties/mounts/items/required",keyword:"required",params:{missingProperty:"podpath"},message:"must have required \
property 'podpath'"};e===null?e=[m]:e.push(m),r++}if(o.hostpath===void 0){const m={instancePath:i+"/spec/daemon/mounts/"+
n,schemaPath:"#/properties/spec/properties/daemon/properties/mounts/items/required",keyword:"required",params:{missingProperty:"\
hostpath"},message:"must have required property 'hostpath'"};e===null?e=[m]:e.push(m),r++}if(o.name!==void 0&&typeof o.name!=
"string"){const m={instancePath:i+"/spec/daemon/mounts/"+n+"/name",schemaPath:"#/properties/spec/properties/daemon/prope\
rties/mounts/items/properties/name/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[m]:
e.push(m),r++}if(o.podpath!==void 0&&typeof o.podpath!="string"){const m={instancePath:i+"/spec/daemon/mounts/"+n+"/podp\
ath",schemaPath:"#/properties/spec/properties/daemon/properties/mounts/items/properties/podpath/type",keyword:"type",params:{
type:"string"},message:"must be string"};e===null?e=[m]:e.push(m),r++}if(o.hostpath!==void 0&&typeof o.hostpath!="string"){
const m={instancePath:i+"/spec/daemon/mounts/"+n+"/hostpath",schemaPath:"#/properties/spec/properties/daemon/properties/\
mounts/items/properties/hostpath/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[m]:e.
push(m),r++}}else{const m={instancePath:i+"/spec/daemon/mounts/"+n,schemaPath:"#/properties/spec/properties/daemon/prope\
rties/mounts/items/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[m]:e.push(m),r++}}}else{
const a={instancePath:i+"/spec/daemon/mounts",schemaPath:"#/properties/spec/properties/daemon/properties/mounts/type",keyword:"\
type",params:{type:"array"},message:"must be array"};e===null?e=[a]:e.push(a),r++}}}else{const t={instancePath:i+"/spec/\
daemon",schemaPath:"#/properties/spec/properties/daemon/type",keyword:"type",params:{type:"object"},message:"must be obj\
ect"};e===null?e=[t]:e.push(t),r++}}}else{const s={instancePath:i+"/spec",schemaPath:"#/properties/spec/type",keyword:"t\
ype",params:{type:"object"},message:"must be object"};e===null?e=[s]:e.push(s),r++}}if(u.status!==void 0){let p=u.status;
if(!(p&&typeof p=="object"&&!Array.isArray(p))){const s={instancePath:i+"/status",schemaPath:"#/properties/status/type",
keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[s]:e.push(s),r++}}if(u.apiVersion!==void 0&&
u.apiVersion!=="multinic.fms.io/v1"){const p={instancePath:i+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"\
const",params:{allowedValue:"multinic.fms.io/v1"},message:"must be equal to constant"};e===null?e=[p]:e.push(p),r++}if(u.
kind!==void 0&&u.kind!=="Config"){const p={instancePath:i+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{
allowedValue:"Config"},message:"must be equal to constant"};e===null?e=[p]:e.push(p),r++}if(u.metadata!==void 0){let p=u.
metadata;if(p&&typeof p=="object"&&!Array.isArray(p)){if(p.name===void 0){const s={instancePath:i+"/metadata",schemaPath:"\
#/properties/metadata/required",keyword:"required",params:{missingProperty:"name"},message:"must have required property \
'name'"};e===null?e=[s]:e.push(s),r++}if(p.name!==void 0){let s=p.name;if(typeof s=="string"){if(!y.test(s)){const t={instancePath:i+
"/metadata/name",schemaPath:"#/properties/metadata/properties/name/pattern",keyword:"pattern",params:{pattern:"^."},message:'\
must match pattern "^."'};e===null?e=[t]:e.push(t),r++}}else{const t={instancePath:i+"/metadata/name",schemaPath:"#/prop\
erties/metadata/properties/name/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[t]:e.push(
t),r++}}if(p.uid!==void 0){let s=p.uid;if(typeof s=="string"){if(!y.test(s)){const t={instancePath:i+"/metadata/uid",schemaPath:"\
#/properties/metadata/properties/uid/pattern",keyword:"pattern",params:{pattern:"^."},message:'must match pattern "^."'};
e===null?e=[t]:e.push(t),r++}}else{const t={instancePath:i+"/metadata/uid",schemaPath:"#/properties/metadata/properties/\
uid/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[t]:e.push(t),r++}}}else{const s={instancePath:i+
"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type:"object"},message:"must be object"};e===
null?e=[s]:e.push(s),r++}}}else{const p={instancePath:i,schemaPath:"#/type",keyword:"type",params:{type:"object"},message:"\
must be object"};e===null?e=[p]:e.push(p),r++}return q.errors=e,r===0}export const isDeviceClass=x;function x(u,{instancePath:i="",parentData:f,parentDataProperty:h,rootData:g=u}={}){let e=null,r=0;if(u&&typeof u=="obje\
ct"&&!Array.isArray(u)){if(u.apiVersion===void 0){const p={instancePath:i,schemaPath:"#/required",keyword:"required",params:{
missingProperty:"apiVersion"},message:"must have required property 'apiVersion'"};e===null?e=[p]:e.push(p),r++}if(u.kind===
void 0){const p={instancePath:i,schemaPath:"#/required",keyword:"required",params:{missingProperty:"kind"},message:"must\
 have required property 'kind'"};e===null?e=[p]:e.push(p),r++}if(u.metadata===void 0){const p={instancePath:i,schemaPath:"\
#/required",keyword:"required",params:{missingProperty:"metadata"},message:"must have required property 'metadata'"};e===
null?e=[p]:e.push(p),r++}if(u.spec===void 0){const p={instancePath:i,schemaPath:"#/required",keyword:"required",params:{
missingProperty:"spec"},message:"must have required property 'spec'"};e===null?e=[p]:e.push(p),r++}if(u.spec!==void 0){let p=u.
spec;if(p&&typeof p=="object"&&!Array.isArray(p)){if(p.ids===void 0){const s={instancePath:i+"/spec",schemaPath:"#/prope\
rties/spec/required",keyword:"required",params:{missingProperty:"ids"},message:"must have required property 'ids'"};e===
null?e=[s]:e.push(s),r++}if(p.ids!==void 0){let s=p.ids;if(Array.isArray(s)){const t=s.length;for(let a=0;a<t;a++){let n=s[a];
if(n&&typeof n=="object"&&!Array.isArray(n)){if(n.vendor===void 0){const o={instancePath:i+"/spec/ids/"+a,schemaPath:"#/\
properties/spec/properties/ids/items/required",keyword:"required",params:{missingProperty:"vendor"},message:"must have r\
equired property 'vendor'"};e===null?e=[o]:e.push(o),r++}if(n.products===void 0){const o={instancePath:i+"/spec/ids/"+a,
schemaPath:"#/properties/spec/properties/ids/items/required",keyword:"required",params:{missingProperty:"products"},message:"\
must have required property 'products'"};e===null?e=[o]:e.push(o),r++}if(n.vendor!==void 0&&typeof n.vendor!="string"){const o={
instancePath:i+"/spec/ids/"+a+"/vendor",schemaPath:"#/properties/spec/properties/ids/items/properties/vendor/type",keyword:"\
type",params:{type:"string"},message:"must be string"};e===null?e=[o]:e.push(o),r++}if(n.products!==void 0){let o=n.products;
if(Array.isArray(o)){const m=o.length;for(let l=0;l<m;l++)if(typeof o[l]!="string"){const c={instancePath:i+"/spec/ids/"+
a+"/products/"+l,schemaPath:"#/properties/spec/properties/ids/items/properties/products/items/type",keyword:"type",params:{
type:"string"},message:"must be string"};e===null?e=[c]:e.push(c),r++}}else{const m={instancePath:i+"/spec/ids/"+a+"/pro\
ducts",schemaPath:"#/properties/spec/properties/ids/items/properties/products/type",keyword:"type",params:{type:"array"},
message:"must be array"};e===null?e=[m]:e.push(m),r++}}}else{const o={instancePath:i+"/spec/ids/"+a,schemaPath:"#/proper\
ties/spec/properties/ids/items/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[o]:e.push(
o),r++}}}else{const t={instancePath:i+"/spec/ids",schemaPath:"#/properties/spec/properties/ids/type",keyword:"type",params:{
type:"array"},message:"must be array"};e===null?e=[t]:e.push(t),r++}}}else{const s={instancePath:i+"/spec",schemaPath:"#\
/properties/spec/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[s]:e.push(s),r++}}if(u.
status!==void 0){let p=u.status;if(!(p&&typeof p=="object"&&!Array.isArray(p))){const s={instancePath:i+"/status",schemaPath:"\
#/properties/status/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[s]:e.push(s),r++}}
if(u.apiVersion!==void 0&&u.apiVersion!=="multinic.fms.io/v1"){const p={instancePath:i+"/apiVersion",schemaPath:"#/prope\
rties/apiVersion/const",keyword:"const",params:{allowedValue:"multinic.fms.io/v1"},message:"must be equal to constant"};
e===null?e=[p]:e.push(p),r++}if(u.kind!==void 0&&u.kind!=="DeviceClass"){const p={instancePath:i+"/kind",schemaPath:"#/p\
roperties/kind/const",keyword:"const",params:{allowedValue:"DeviceClass"},message:"must be equal to constant"};e===null?
e=[p]:e.push(p),r++}if(u.metadata!==void 0){let p=u.metadata;if(p&&typeof p=="object"&&!Array.isArray(p)){if(p.name===void 0){
const s={instancePath:i+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty:"\
name"},message:"must have required property 'name'"};e===null?e=[s]:e.push(s),r++}if(p.name!==void 0){let s=p.name;if(typeof s==
"string"){if(!y.test(s)){const t={instancePath:i+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/patt\
ern",keyword:"pattern",params:{pattern:"^."},message:'must match pattern "^."'};e===null?e=[t]:e.push(t),r++}}else{const t={
instancePath:i+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type:"str\
ing"},message:"must be string"};e===null?e=[t]:e.push(t),r++}}if(p.uid!==void 0){let s=p.uid;if(typeof s=="string"){if(!y.
test(s)){const t={instancePath:i+"/metadata/uid",schemaPath:"#/properties/metadata/properties/uid/pattern",keyword:"patt\
ern",params:{pattern:"^."},message:'must match pattern "^."'};e===null?e=[t]:e.push(t),r++}}else{const t={instancePath:i+
"/metadata/uid",schemaPath:"#/properties/metadata/properties/uid/type",keyword:"type",params:{type:"string"},message:"mu\
st be string"};e===null?e=[t]:e.push(t),r++}}}else{const s={instancePath:i+"/metadata",schemaPath:"#/properties/metadata\
/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[s]:e.push(s),r++}}}else{const p={instancePath:i,
schemaPath:"#/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[p]:e.push(p),r++}return x.
errors=e,r===0}export const isHostInterface=N;const w={type:"object",required:["apiVersion","kind","metadata","spec"],properties:{
spec:{type:"object",required:["hostName","interfaces"],properties:{hostName:{type:"string"},interfaces:{type:"array","x-\
kubernetes-list-type":"atomic","x-kubernetes-validations":[{rule:"self.all(i, self.exists_one(j, j.interfaceName == i.in\
terfaceName))",message:"spec.interfaces lists an interfaceName twice; a node has one link of a name, merge the entries"}],
items:{type:"object",required:["interfaceName"],"x-kubernetes-validations":[{fieldPath:".hostIP",rule:"!has(self.hostIP)\
 || !isIP(self.hostIP) || !has(self.netAddress) || !isCIDR(self.netAddress) || cidr(self.netAddress).containsIP(self.hos\
tIP)",message:"spec.interfaces: hostIP lies outside netAddress; write the prefix of the link's own address"}],properties:{
interfaceName:{type:"string","x-kubernetes-validations":[{rule:"self.matches(r'^[^/\\s]{1,15}$') && !(self in ['.', '..']\
)",message:'spec.interfaces: interfaceName is not a name of a link; write 1 to 15 characters without slash and space, as\
 "ip link" shows them'}]},netAddress:{type:"string","x-kubernetes-validations":[{rule:"self == '' || isCIDR(self) && !se\
lf.contains(':') && cidr(self) == cidr(self).masked()",message:"spec.interfaces: netAddress is not an IPv4 prefix withou\
t host bits; write the network of the link, for example 10.242.0.0/24, or leave it empty"}]},hostIP:{type:"string","x-ku\
bernetes-validations":[{rule:"self == '' || isIP(self) && !self.contains(':')",message:"spec.interfaces: hostIP is not a\
n IPv4 address; write for example 10.242.0.17 without prefix length and leading zeros, or leave it empty"}]},vendor:{type:"\
string"},product:{type:"string"},pciAddress:{type:"string"},linkState:{type:"string",enum:["up","down"]},mtu:{type:"inte\
ger",minimum:0},numaNode:{type:"integer",minimum:0},speedMbps:{type:"integer",minimum:0}}}}}},status:{type:"object",properties:{
interfaces:{type:"integer",minimum:0},up:{type:"integer",minimum:0},networks:{type:"array","x-kubernetes-list-type":"map",
"x-kubernetes-list-map-keys":["name"],items:{type:"object",required:["name","routes"],properties:{name:{type:"string"},routes:{
type:"string",enum:["Ready","Failed"]},message:{type:"string"}}}},stat:{type:"object",required:["count","interfaceName",
"lastRx","lastRxDrop","lastTimestamp","lastTx","lastTxDrop","rxDropRate","rxRate","txDropRate","txRate"],properties:{interfaceName:{
type:"string"},count:{type:"integer"},lastTimestamp:{type:"integer",format:"int64"},lastTx:{type:"integer"},lastRx:{type:"\
integer"},lastTxDrop:{type:"integer"},lastRxDrop:{type:"integer"},txRate:{type:"integer"},rxRate:{type:"integer"},txDropRate:{
type:"integer"},rxDropRate:{type:"integer"}}}}},apiVersion:{const:"multinic.fms.io/v1"},kind:{const:"HostInterface"},metadata:{
type:"object",required:["name"],properties:{name:{type:"string",pattern:"^."},uid:{type:"string",pattern:"^."}}}},$id:"H\
ostInterface"};function N(u,{instancePath:i="",parentData:f,parentDataProperty:h,rootData:g=u}={}){let e=null,r=0;if(u&&
typeof u=="object"&&!Array.isArray(u)){if(u.apiVersion===void 0){const p={instancePath:i,schemaPath:"#/required",keyword:"\
required",params:{missingProperty:"apiVersion"},message:"must have required property 'apiVersion'"};e===null?e=[p]:e.push(
p),r++}if(u.kind===void 0){const p={instancePath:i,schemaPath:"#/required",keyword:"required",params:{missingProperty:"k\
ind"},message:"must have required property 'kind'"};e===null?e=[p]:e.push(p),r++}if(u.metadata===void 0){const p={instancePath:i,
schemaPath:"#/required",keyword:"required",params:{missingProperty:"metadata"},message:"must have required property 'met\
adata'"};e===null?e=[p]:e.push(p),r++}if(u.spec===void 0){const p={instancePath:i,schemaPath:"#/required",keyword:"requi\
red",params:{missingProperty:"spec"},message:"must have required property 'spec'"};e===null?e=[p]:e.push(p),r++}if(u.spec!==
void 0){let p=u.spec;if(p&&typeof p=="object"&&!Array.isArray(p)){if(p.hostName===void 0){const s={instancePath:i+"/spec",
schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty:"hostName"},message:"must have requir\
ed property 'hostName'"};e===null?e=[s]:e.push(s),r++}if(p.interfaces===void 0){const s={instancePath:i+"/spec",schemaPath:"\
#/properties/spec/required",keyword:"required",params:{missingProperty:"interfaces"},message:"must have required propert\
y 'interfaces'"};e===null?e=[s]:e.push(s),r++}if(p.hostName!==void 0&&typeof p.hostName!="string"){const s={instancePath:i+
"/spec/hostName",schemaPath:"#/properties/spec/properties/hostName/type",keyword:"type",params:{type:"string"},message:"\
must be string"};e===null?e=[s]:e.push(s),r++}if(p.interfaces!==void 0){let s=p.interfaces;if(Array.isArray(s)){const t=s.
length;for(let a=0;a<t;a++){let n=s[a];if(n&&typeof n=="object"&&!Array.isArray(n)){if(n.interfaceName===void 0){const o={
instancePath:i+"/spec/interfaces/"+a,schemaPath:"#/properties/spec/properties/interfaces/items/required",keyword:"requir\
ed",params:{missingProperty:"interfaceName"},message:"must have required property 'interfaceName'"};e===null?e=[o]:e.push(
o),r++}if(n.interfaceName!==void 0&&typeof n.interfaceName!="string"){const o={instancePath:i+"/spec/interfaces/"+a+"/in\
terfaceName",schemaPath:"#/properties/spec/properties/interfaces/items/properties/interfaceName/type",keyword:"type",params:{
type:"string"},message:"must be string"};e===null?e=[o]:e.push(o),r++}if(n.netAddress!==void 0&&typeof n.netAddress!="st\
ring"){const o={instancePath:i+"/spec/interfaces/"+a+"/netAddress",schemaPath:"#/properties/spec/properties/interfaces/i\
tems/properties/netAddress/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[o]:e.push(o),
r++}if(n.hostIP!==void 0&&typeof n.hostIP!="string"){const o={instancePath:i+"/spec/interfaces/"+a+"/hostIP",schemaPath:"\
#/properties/spec/properties/interfaces/items/properties/hostIP/type",keyword:"type",params:{type:"string"},message:"mus\
t be string"};e===null?e=[o]:e.push(o),r++}if(n.vendor!==void 0&&typeof n.vendor!="string"){const o={instancePath:i+"/sp\
ec/interfaces/"+a+"/vendor",schemaPath:"#/properties/spec/properties/interfaces/items/properties/vendor/type",keyword:"t\
ype",params:{type:"string"},message:"must be string"};e===null?e=[o]:e.push(o),r++}if(n.product!==void 0&&typeof n.product!=
"string"){const o={instancePath:i+"/spec/interfaces/"+a+"/product",schemaPath:"#/properties/spec/properties/interfaces/i\
tems/properties/product/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[o]:e.push(o),r++}
if(n.pciAddress!==void 0&&typeof n.pciAddress!="string"){const o={instancePath:i+"/spec/interfaces/"+a+"/pciAddress",schemaPath:"\
#/properties/spec/properties/interfaces/items/properties/pciAddress/type",keyword:"type",params:{type:"string"},message:"\
must be string"};e===null?e=[o]:e.push(o),r++}if(n.linkState!==void 0){let o=n.linkState;if(typeof o!="string"){const m={
instancePath:i+"/spec/interfaces/"+a+"/linkState",schemaPath:"#/properties/spec/properties/interfaces/items/properties/l\
inkState/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[m]:e.push(m),r++}if(!(o==="up"||
o==="down")){const m={instancePath:i+"/spec/interfaces/"+a+"/linkState",schemaPath:"#/properties/spec/properties/interfa\
ces/items/properties/linkState/enum",keyword:"enum",params:{allowedValues:w.properties.spec.properties.interfaces.items.
properties.linkState.enum},message:"must be equal to one of the allowed values"};e===null?e=[m]:e.push(m),r++}}if(n.mtu!==
void 0){let o=n.mtu;if(!(typeof o=="number"&&!(o%1)&&!isNaN(o)&&isFinite(o))){const m={instancePath:i+"/spec/interfaces/"+
a+"/mtu",schemaPath:"#/properties/spec/properties/interfaces/items/properties/mtu/type",keyword:"type",params:{type:"int\
eger"},message:"must be integer"};e===null?e=[m]:e.push(m),r++}if(typeof o=="number"&&isFinite(o)&&(o<0||isNaN(o))){const m={
instancePath:i+"/spec/interfaces/"+a+"/mtu",schemaPath:"#/properties/spec/properties/interfaces/items/properties/mtu/min\
imum",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"};e===null?e=[m]:e.push(m),r++}}if(n.numaNode!==
void 0){let o=n.numaNode;if(!(typeof o=="number"&&!(o%1)&&!isNaN(o)&&isFinite(o))){const m={instancePath:i+"/spec/interf\
aces/"+a+"/numaNode",schemaPath:"#/properties/spec/properties/interfaces/items/properties/numaNode/type",keyword:"type",
params:{type:"integer"},message:"must be integer"};e===null?e=[m]:e.push(m),r++}if(typeof o=="number"&&isFinite(o)&&(o<0||
isNaN(o))){const m={instancePath:i+"/spec/interfaces/"+a+"/numaNode",schemaPath:"#/properties/spec/properties/interfaces\
/items/properties/numaNode/minimum",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"};e===null?
e=[m]:e.push(m),r++}}if(n.speedMbps!==void 0){let o=n.speedMbps;if(!(typeof o=="number"&&!(o%1)&&!isNaN(o)&&isFinite(o))){
const m={instancePath:i+"/spec/interfaces/"+a+"/speedMbps",schemaPath:"#/properties/spec/properties/interfaces/items/pro\
perties/speedMbps/type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[m]:e.push(m),r++}if(typeof o==
"number"&&isFinite(o)&&(o<0||isNaN(o))){const m={instancePath:i+"/spec/interfaces/"+a+"/speedMbps",schemaPath:"#/propert\
ies/spec/properties/interfaces/items/properties/speedMbps/minimum",keyword:"minimum",params:{comparison:">=",limit:0},message:"\
must be >= 0"};e===null?e=[m]:e.push(m),r++}}}else{const o={instancePath:i+"/spec/interfaces/"+a,schemaPath:"#/propertie\
s/spec/properties/interfaces/items/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[o]:
e.push(o),r++}}}else{const t={instancePath:i+"/spec/interfaces",schemaPath:"#/properties/spec/properties/interfaces/type",
keyword:"type",params:{type:"array"},message:"must be array"};e===null?e=[t]:e.push(t),r++}}}else{const s={instancePath:i+
"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[
s]:e.push(s),r++}}if(u.status!==void 0){let p=u.status;if(p&&typeof p=="object"&&!Array.isArray(p)){if(p.interfaces!==void 0){
let s=p.interfaces;if(!(typeof s=="number"&&!(s%1)&&!isNaN(s)&&isFinite(s))){const t={instancePath:i+"/status/interfaces",
schemaPath:"#/properties/status/properties/interfaces/type",keyword:"type",params:{type:"integer"},message:"must be inte\
ger"};e===null?e=[t]:e.push(t),r++}if(typeof s=="number"&&isFinite(s)&&(s<0||isNaN(s))){const t={instancePath:i+"/status\
/interfaces",schemaPath:"#/properties/status/properties/interfaces/minimum",keyword:"minimum",params:{comparison:">=",limit:0},
message:"must be >= 0"};e===null?e=[t]:e.push(t),r++}}if(p.up!==void 0){let s=p.up;if(!(typeof s=="number"&&!(s%1)&&!isNaN(
s)&&isFinite(s))){const t={instancePath:i+"/status/up",schemaPath:"#/properties/status/properties/up/type",keyword:"type",
params:{type:"integer"},message:"must be integer"};e===null?e=[t]:e.push(t),r++}if(typeof s=="number"&&isFinite(s)&&(s<0||
isNaN(s))){const t={instancePath:i+"/status/up",schemaPath:"#/properties/status/properties/up/minimum",keyword:"minimum",
params:{comparison:">=",limit:0},message:"must be >= 0"};e===null?e=[t]:e.push(t),r++}}if(p.networks!==void 0){let s=p.networks;
if(Array.isArray(s)){const t=s.length;for(let a=0;a<t;a++){let n=s[a];if(n&&typeof n=="object"&&!Array.isArray(n)){if(n.
name===void 0){const o={instancePath:i+"/status/networks/"+a,schemaPath:"#/properties/status/properties/networks/items/r\
equired",keyword:"required",params:{missingProperty:"name"},message:"must have required property 'name'"};e===null?e=[o]:
e.push(o),r++}if(n.routes===void 0){const o={instancePath:i+"/status/networks/"+a,schemaPath:"#/properties/status/proper\
ties/networks/items/required",keyword:"required",params:{missingProperty:"routes"},message:"must have required property \
'routes'"};e===null?e=[o]:e.push(o),r++}if(n.name!==void 0&&typeof n.name!="string"){const o={instancePath:i+"/status/ne\
tworks/"+a+"/name",schemaPath:"#/properties/status/properties/networks/items/properties/name/type",keyword:"type",params:{
type:"string"},message:"must be string"};e===null?e=[o]:e.push(o),r++}if(n.routes!==void 0){let o=n.routes;if(typeof o!=
"string"){const m={instancePath:i+"/status/networks/"+a+"/routes",schemaPath:"#/properties/status/properties/networks/it\
ems/properties/routes/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[m]:e.push(m),r++}
if(!(o==="Ready"||o==="Failed")){const m={instancePath:i+"/status/networks/"+a+"/routes",schemaPath:"#/properties/status\
/properties/networks/items/properties/routes/enum",keyword:"enum",params:{allowedValues:w.properties.status.properties.networks.
items.properties.routes.enum},message:"must be equal to one of the allowed values"};e===null?e=[m]:e.push(m),r++}}if(n.message!==
void 0&&typeof n.message!="string"){const o={instancePath:i+"/status/networks/"+a+"/message",schemaPath:"#/properties/st\
atus/properties/networks/items/properties/message/type",keyword:"type",params:{type:"string"},message:"must be string"};
e===null?e=[o]:e.push(o),r++}}else{const o={instancePath:i+"/status/networks/"+a,schemaPath:"#/properties/status/propert\
ies/networks/items/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[o]:e.push(o),r++}}}else{
const t={instancePath:i+"/status/networks",schemaPath:"#/properties/status/properties/networks/type",keyword:"type",params:{
type:"array"},message:"must be array"};e===null?e=[t]:e.push(t),r++}}if(p.stat!==void 0){let s=p.stat;if(s&&typeof s=="o\
bject"&&!Array.isArray(s)){if(s.count===void 0){const t={instancePath:i+"/status/stat",schemaPath:"#/properties/status/p\
roperties/stat/required",keyword:"required",params:{missingProperty:"count"},message:"must have required property 'count\
'"};e===null?e=[t]:e.push(t),r++}if(s.interfaceName===void 0){const t={instancePath:i+"/status/stat",schemaPath:"#/prope\
rties/status/properties/stat/required",keyword:"required",params:{missingProperty:"interfaceName"},message:"must have re\
quired property 'interfaceName'"};e===null?e=[t]:e.push(t),r++}if(s.lastRx===void 0){const t={instancePath:i+"/status/st\
at",schemaPath:"#/properties/status/properties/stat/required",keyword:"required",params:{missingProperty:"lastRx"},message:"\
must have required property 'lastRx'"};e===null?e=[t]:e.push(t),r++}if(s.lastRxDrop===void 0){const t={instancePath:i+"/\
status/stat",schemaPath:"#/properties/status/properties/stat/required",keyword:"required",params:{missingProperty:"lastR\
xDrop"},message:"must have required property 'lastRxDrop'"};e===null?e=[t]:e.push(t),r++}if(s.lastTimestamp===void 0){const t={
instancePath:i+"/status/stat",schemaPath:"#/properties/status/properties/stat/required",keyword:"required",params:{missingProperty:"\
lastTimestamp"},message:"must have required property 'lastTimestamp'"};e===null?e=[t]:e.push(t),r++}if(s.lastTx===void 0){
const t={instancePath:i+"/status/stat",schemaPath:"#/properties/status/properties/stat/required",keyword:"required",params:{
missingProperty:"lastTx"},message:"must have required property 'lastTx'"};e===null?e=[t]:e.push(t),r++}if(s.lastTxDrop===
void 0){const t={instancePath:i+"/status/stat",schemaPath:"#/properties/status/properties/stat/required",keyword:"requir\
ed",params:{missingProperty:"lastTxDrop"},message:"must have required property 'lastTxDrop'"};e===null?e=[t]:e.push(t),r++}
if(s.rxDropRate===void 0){const t={instancePath:i+"/status/stat",schemaPath:"#/properties/status/properties/stat/require\
d",keyword:"required",params:{missingProperty:"rxDropRate"},message:"must have required property 'rxDropRate'"};e===null?
e=[t]:e.push(t),r++}if(s.rxRate===void 0){const t={instancePath:i+"/status/stat",schemaPath:"#/properties/status/propert\
ies/stat/required",keyword:"required",params:{missingProperty:"rxRate"},message:"must have required property 'rxRate'"};
e===null?e=[t]:e.push(t),r++}if(s.txDropRate===void 0){const t={instancePath:i+"/status/stat",schemaPath:"#/properties/s\
tatus/properties/stat/required",keyword:"required",params:{missingProperty:"txDropRate"},message:"must have required pro\
perty 'txDropRate'"};e===null?e=[t]:e.push(t),r++}if(s.txRate===void 0){const t={instancePath:i+"/status/stat",schemaPath:"\
#/properties/status/properties/stat/required",keyword:"required",params:{missingProperty:"txRate"},message:"must have re\
quired property 'txRate'"};e===null?e=[t]:e.push(t),r++}if(s.interfaceName!==void 0&&typeof s.interfaceName!="string"){const t={
instancePath:i+"/status/stat/interfaceName",schemaPath:"#/properties/status/properties/stat/properties/interfaceName/typ\
e",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[t]:e.push(t),r++}if(s.count!==void 0){let t=s.
count;if(!(typeof t=="number"&&!(t%1)&&!isNaN(t)&&isFinite(t))){const a={instancePath:i+"/status/stat/count",schemaPath:"\
#/properties/status/properties/stat/properties/count/type",keyword:"type",params:{type:"integer"},message:"must be integ\
er"};e===null?e=[a]:e.push(a),r++}}if(s.lastTimestamp!==void 0){let t=s.lastTimestamp;if(!(typeof t=="number"&&!(t%1)&&!isNaN(
t)&&isFinite(t))){const a={instancePath:i+"/status/stat/lastTimestamp",schemaPath:"#/properties/status/properties/stat/p\
roperties/lastTimestamp/type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[a]:e.push(a),
r++}}if(s.lastTx!==void 0){let t=s.lastTx;if(!(typeof t=="number"&&!(t%1)&&!isNaN(t)&&isFinite(t))){const a={instancePath:i+
"/status/stat/lastTx",schemaPath:"#/properties/status/properties/stat/properties/lastTx/type",keyword:"type",params:{type:"\
integer"},message:"must be integer"};e===null?e=[a]:e.push(a),r++}}if(s.lastRx!==void 0){let t=s.lastRx;if(!(typeof t=="\
number"&&!(t%1)&&!isNaN(t)&&isFinite(t))){const a={instancePath:i+"/status/stat/lastRx",schemaPath:"#/properties/status/\
properties/stat/properties/lastRx/type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[a]:
e.push(a),r++}}if(s.lastTxDrop!==void 0){let t=s.lastTxDrop;if(!(typeof t=="number"&&!(t%1)&&!isNaN(t)&&isFinite(t))){const a={
instancePath:i+"/status/stat/lastTxDrop",schemaPath:"#/properties/status/properties/stat/properties/lastTxDrop/type",keyword:"\
type",params:{type:"integer"},message:"must be integer"};e===null?e=[a]:e.push(a),r++}}if(s.lastRxDrop!==void 0){let t=s.
lastRxDrop;if(!(typeof t=="number"&&!(t%1)&&!isNaN(t)&&isFinite(t))){const a={instancePath:i+"/status/stat/lastRxDrop",schemaPath:"\
#/properties/status/properties/stat/properties/lastRxDrop/type",keyword:"type",params:{type:"integer"},message:"must be \
integer"};e===null?e=[a]:e.push(a),r++}}if(s.txRate!==void 0){let t=s.txRate;if(!(typeof t=="number"&&!(t%1)&&!isNaN(t)&&
isFinite(t))){const a={instancePath:i+"/status/stat/txRate",schemaPath:"#/properties/status/properties/stat/properties/t\
xRate/type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[a]:e.push(a),r++}}if(s.rxRate!==
void 0){let t=s.rxRate;if(!(typeof t=="number"&&!(t%1)&&!isNaN(t)&&isFinite(t))){const a={instancePath:i+"/status/stat/r\
xRate",schemaPath:"#/properties/status/properties/stat/properties/rxRate/type",keyword:"type",params:{type:"integer"},message:"\
must be integer"};e===null?e=[a]:e.push(a),r++}}if(s.txDropRate!==void 0){let t=s.txDropRate;if(!(typeof t=="number"&&!(t%
1)&&!isNaN(t)&&isFinite(t))){const a={instancePath:i+"/status/stat/txDropRate",schemaPath:"#/properties/status/propertie\
s/stat/properties/txDropRate/type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[a]:e.push(
a),r++}}if(s.rxDropRate!==void 0){let t=s.rxDropRate;if(!(typeof t=="number"&&!(t%1)&&!isNaN(t)&&isFinite(t))){const a={
instancePath:i+"/status/stat/rxDropRate",schemaPath:"#/properties/status/properties/stat/properties/rxDropRate/type",keyword:"\
type",params:{type:"integer"},message:"must be integer"};e===null?e=[a]:e.push(a),r++}}}else{const t={instancePath:i+"/s\
tatus/stat",schemaPath:"#/properties/status/properties/stat/type",keyword:"type",params:{type:"object"},message:"must be\
 object"};e===null?e=[t]:e.push(t),r++}}}else{const s={instancePath:i+"/status",schemaPath:"#/properties/status/type",keyword:"\
type",params:{type:"object"},message:"must be object"};e===null?e=[s]:e.push(s),r++}}if(u.apiVersion!==void 0&&u.apiVersion!==
"multinic.fms.io/v1"){const p={instancePath:i+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{
allowedValue:"multinic.fms.io/v1"},message:"must be equal to constant"};e===null?e=[p]:e.push(p),r++}if(u.kind!==void 0&&
u.kind!=="HostInterface"){const p={instancePath:i+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue:"\
HostInterface"},message:"must be equal to constant"};e===null?e=[p]:e.push(p),r++}if(u.metadata!==void 0){let p=u.metadata;
if(p&&typeof p=="object"&&!Array.isArray(p)){if(p.name===void 0){const s={instancePath:i+"/metadata",schemaPath:"#/prope\
rties/metadata/required",keyword:"required",params:{missingProperty:"name"},message:"must have required property 'name'"};
e===null?e=[s]:e.push(s),r++}if(p.name!==void 0){let s=p.name;if(typeof s=="string"){if(!y.test(s)){const t={instancePath:i+
"/metadata/name",schemaPath:"#/properties/metadata/properties/name/pattern",keyword:"pattern",params:{pattern:"^."},message:'\
must match pattern "^."'};e===null?e=[t]:e.push(t),r++}}else{const t={instancePath:i+"/metadata/name",schemaPath:"#/prop\
erties/metadata/properties/name/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[t]:e.push(
t),r++}}if(p.uid!==void 0){let s=p.uid;if(typeof s=="string"){if(!y.test(s)){const t={instancePath:i+"/metadata/uid",schemaPath:"\
#/properties/metadata/properties/uid/pattern",keyword:"pattern",params:{pattern:"^."},message:'must match pattern "^."'};
e===null?e=[t]:e.push(t),r++}}else{const t={instancePath:i+"/metadata/uid",schemaPath:"#/properties/metadata/properties/\
uid/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[t]:e.push(t),r++}}}else{const s={instancePath:i+
"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type:"object"},message:"must be object"};e===
null?e=[s]:e.push(s),r++}}}else{const p={instancePath:i,schemaPath:"#/type",keyword:"type",params:{type:"object"},message:"\
must be object"};e===null?e=[p]:e.push(p),r++}return N.errors=e,r===0}export const isIPPool=R;function R(u,{instancePath:i="",parentData:f,parentDataProperty:h,rootData:g=u}={}){let e=null,r=0;if(u&&typeof u=="obje\
ct"&&!Array.isArray(u)){if(u.apiVersion===void 0){const p={instancePath:i,schemaPath:"#/required",keyword:"required",params:{
missingProperty:"apiVersion"},message:"must have required property 'apiVersion'"};e===null?e=[p]:e.push(p),r++}if(u.kind===
void 0){const p={instancePath:i,schemaPath:"#/required",keyword:"required",params:{missingProperty:"kind"},message:"must\
 have required property 'kind'"};e===null?e=[p]:e.push(p),r++}if(u.metadata===void 0){const p={instancePath:i,schemaPath:"\
#/required",keyword:"required",params:{missingProperty:"metadata"},message:"must have required property 'metadata'"};e===
null?e=[p]:e.push(p),r++}if(u.spec===void 0){const p={instancePath:i,schemaPath:"#/required",keyword:"required",params:{
missingProperty:"spec"},message:"must have required property 'spec'"};e===null?e=[p]:e.push(p),r++}if(u.spec!==void 0){let p=u.
spec;if(p&&typeof p=="object"&&!Array.isArray(p)){if(p.podCIDR===void 0){const s={instancePath:i+"/spec",schemaPath:"#/p\
roperties/spec/required",keyword:"required",params:{missingProperty:"podCIDR"},message:"must have required property 'pod\
CIDR'"};e===null?e=[s]:e.push(s),r++}if(p.vlanCIDR===void 0){const s={instancePath:i+"/spec",schemaPath:"#/properties/sp\
ec/required",keyword:"required",params:{missingProperty:"vlanCIDR"},message:"must have required property 'vlanCIDR'"};e===
null?e=[s]:e.push(s),r++}if(p.netAttachDef===void 0){const s={instancePath:i+"/spec",schemaPath:"#/properties/spec/requi\
red",keyword:"required",params:{missingProperty:"netAttachDef"},message:"must have required property 'netAttachDef'"};e===
null?e=[s]:e.push(s),r++}if(p.hostName===void 0){const s={instancePath:i+"/spec",schemaPath:"#/properties/spec/required",
keyword:"required",params:{missingProperty:"hostName"},message:"must have required property 'hostName'"};e===null?e=[s]:
e.push(s),r++}if(p.interfaceName===void 0){const s={instancePath:i+"/spec",schemaPath:"#/properties/spec/required",keyword:"\
required",params:{missingProperty:"interfaceName"},message:"must have required property 'interfaceName'"};e===null?e=[s]:
e.push(s),r++}if(p.excludes===void 0){const s={instancePath:i+"/spec",schemaPath:"#/properties/spec/required",keyword:"r\
equired",params:{missingProperty:"excludes"},message:"must have required property 'excludes'"};e===null?e=[s]:e.push(s),
r++}if(p.allocations===void 0){const s={instancePath:i+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",
params:{missingProperty:"allocations"},message:"must have required property 'allocations'"};e===null?e=[s]:e.push(s),r++}
if(p.podCIDR!==void 0&&typeof p.podCIDR!="string"){const s={instancePath:i+"/spec/podCIDR",schemaPath:"#/properties/spec\
/properties/podCIDR/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[s]:e.push(s),r++}if(p.
vlanCIDR!==void 0&&typeof p.vlanCIDR!="string"){const s={instancePath:i+"/spec/vlanCIDR",schemaPath:"#/properties/spec/p\
roperties/vlanCIDR/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[s]:e.push(s),r++}if(p.
netAttachDef!==void 0&&typeof p.netAttachDef!="string"){const s={instancePath:i+"/spec/netAttachDef",schemaPath:"#/prope\
rties/spec/properties/netAttachDef/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[s]:
e.push(s),r++}if(p.hostName!==void 0&&typeof p.hostName!="string"){const s={instancePath:i+"/spec/hostName",schemaPath:"\
#/properties/spec/properties/hostName/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[
s]:e.push(s),r++}if(p.interfaceName!==void 0&&typeof p.interfaceName!="string"){const s={instancePath:i+"/spec/interface\
Name",schemaPath:"#/properties/spec/properties/interfaceName/type",keyword:"type",params:{type:"string"},message:"must b\
e string"};e===null?e=[s]:e.push(s),r++}if(p.excludes!==void 0){let s=p.excludes;if(Array.isArray(s)){const t=s.length;for(let a=0;a<
t;a++)if(typeof s[a]!="string"){const n={instancePath:i+"/spec/excludes/"+a,schemaPath:"#/properties/spec/properties/exc\
ludes/items/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[n]:e.push(n),r++}}else{const t={
instancePath:i+"/spec/excludes",schemaPath:"#/properties/spec/properties/excludes/type",keyword:"type",params:{type:"arr\
ay"},message:"must be array"};e===null?e=[t]:e.push(t),r++}}if(p.allocations!==void 0){let s=p.allocations;if(Array.isArray(
s)){const t=s.length;for(let a=0;a<t;a++){let n=s[a];if(n&&typeof n=="object"&&!Array.isArray(n)){if(n.pod===void 0){const o={
instancePath:i+"/spec/allocations/"+a,schemaPath:"#/properties/spec/properties/allocations/items/required",keyword:"requ\
ired",params:{missingProperty:"pod"},message:"must have required property 'pod'"};e===null?e=[o]:e.push(o),r++}if(n.namespace===
void 0){const o={instancePath:i+"/spec/allocations/"+a,schemaPath:"#/properties/spec/properties/allocations/items/requir\
ed",keyword:"required",params:{missingProperty:"namespace"},message:"must have required property 'namespace'"};e===null?
e=[o]:e.push(o),r++}if(n.index===void 0){const o={instancePath:i+"/spec/allocations/"+a,schemaPath:"#/properties/spec/pr\
operties/allocations/items/required",keyword:"required",params:{missingProperty:"index"},message:"must have required pro\
perty 'index'"};e===null?e=[o]:e.push(o),r++}if(n.address===void 0){const o={instancePath:i+"/spec/allocations/"+a,schemaPath:"\
#/properties/spec/properties/allocations/items/required",keyword:"required",params:{missingProperty:"address"},message:"\
must have required property 'address'"};e===null?e=[o]:e.push(o),r++}if(n.pod!==void 0&&typeof n.pod!="string"){const o={
instancePath:i+"/spec/allocations/"+a+"/pod",schemaPath:"#/properties/spec/properties/allocations/items/properties/pod/t\
ype",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[o]:e.push(o),r++}if(n.namespace!==void 0&&
typeof n.namespace!="string"){const o={instancePath:i+"/spec/allocations/"+a+"/namespace",schemaPath:"#/properties/spec/\
properties/allocations/items/properties/namespace/type",keyword:"type",params:{type:"string"},message:"must be string"};
e===null?e=[o]:e.push(o),r++}if(n.index!==void 0){let o=n.index;if(!(typeof o=="number"&&!(o%1)&&!isNaN(o)&&isFinite(o))){
const m={instancePath:i+"/spec/allocations/"+a+"/index",schemaPath:"#/properties/spec/properties/allocations/items/prope\
rties/index/type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[m]:e.push(m),r++}if(typeof o==
"number"&&isFinite(o)&&(o<0||isNaN(o))){const m={instancePath:i+"/spec/allocations/"+a+"/index",schemaPath:"#/properties\
/spec/properties/allocations/items/properties/index/minimum",keyword:"minimum",params:{comparison:">=",limit:0},message:"\
must be >= 0"};e===null?e=[m]:e.push(m),r++}}if(n.address!==void 0&&typeof n.address!="string"){const o={instancePath:i+
"/spec/allocations/"+a+"/address",schemaPath:"#/properties/spec/properties/allocations/items/properties/address/type",keyword:"\
type",params:{type:"string"},message:"must be string"};e===null?e=[o]:e.push(o),r++}}else{const o={instancePath:i+"/spec\
/allocations/"+a,schemaPath:"#/properties/spec/properties/allocations/items/type",keyword:"type",params:{type:"object"},
message:"must be object"};e===null?e=[o]:e.push(o),r++}}}else{const t={instancePath:i+"/spec/allocations",schemaPath:"#/\
properties/spec/properties/allocations/type",keyword:"type",params:{type:"array"},message:"must be array"};e===null?e=[t]:
e.push(t),r++}}}else{const s={instancePath:i+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type:"ob\
ject"},message:"must be object"};e===null?e=[s]:e.push(s),r++}}if(u.status!==void 0){let p=u.status;if(p&&typeof p=="obj\
ect"&&!Array.isArray(p)){if(p.total!==void 0){let s=p.total;if(!(typeof s=="number"&&!(s%1)&&!isNaN(s)&&isFinite(s))){const t={
instancePath:i+"/status/total",schemaPath:"#/properties/status/properties/total/type",keyword:"type",params:{type:"integ\
er"},message:"must be integer"};e===null?e=[t]:e.push(t),r++}if(typeof s=="number"&&isFinite(s)&&(s<0||isNaN(s))){const t={
instancePath:i+"/status/total",schemaPath:"#/properties/status/properties/total/minimum",keyword:"minimum",params:{comparison:"\
>=",limit:0},message:"must be >= 0"};e===null?e=[t]:e.push(t),r++}}if(p.used!==void 0){let s=p.used;if(!(typeof s=="numb\
er"&&!(s%1)&&!isNaN(s)&&isFinite(s))){const t={instancePath:i+"/status/used",schemaPath:"#/properties/status/properties/\
used/type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[t]:e.push(t),r++}if(typeof s=="\
number"&&isFinite(s)&&(s<0||isNaN(s))){const t={instancePath:i+"/status/used",schemaPath:"#/properties/status/properties\
/used/minimum",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"};e===null?e=[t]:e.push(t),r++}}
if(p.free!==void 0){let s=p.free;if(!(typeof s=="number"&&!(s%1)&&!isNaN(s)&&isFinite(s))){const t={instancePath:i+"/sta\
tus/free",schemaPath:"#/properties/status/properties/free/type",keyword:"type",params:{type:"integer"},message:"must be \
integer"};e===null?e=[t]:e.push(t),r++}if(typeof s=="number"&&isFinite(s)&&(s<0||isNaN(s))){const t={instancePath:i+"/st\
atus/free",schemaPath:"#/properties/status/properties/free/minimum",keyword:"minimum",params:{comparison:">=",limit:0},message:"\
must be >= 0"};e===null?e=[t]:e.push(t),r++}}}else{const s={instancePath:i+"/status",schemaPath:"#/properties/status/typ\
e",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[s]:e.push(s),r++}}if(u.apiVersion!==void 0&&
u.apiVersion!=="multinic.fms.io/v1"){const p={instancePath:i+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"\
const",params:{allowedValue:"multinic.fms.io/v1"},message:"must be equal to constant"};e===null?e=[p]:e.push(p),r++}if(u.
kind!==void 0&&u.kind!=="IPPool"){const p={instancePath:i+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{
allowedValue:"IPPool"},message:"must be equal to constant"};e===null?e=[p]:e.push(p),r++}if(u.metadata!==void 0){let p=u.
metadata;if(p&&typeof p=="object"&&!Array.isArray(p)){if(p.name===void 0){const s={instancePath:i+"/metadata",schemaPath:"\
#/properties/metadata/required",keyword:"required",params:{missingProperty:"name"},message:"must have required property \
'name'"};e===null?e=[s]:e.push(s),r++}if(p.name!==void 0){let s=p.name;if(typeof s=="string"){if(!y.test(s)){const t={instancePath:i+
"/metadata/name",schemaPath:"#/properties/metadata/properties/name/pattern",keyword:"pattern",params:{pattern:"^."},message:'\
must match pattern "^."'};e===null?e=[t]:e.push(t),r++}}else{const t={instancePath:i+"/metadata/name",schemaPath:"#/prop\
erties/metadata/properties/name/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[t]:e.push(
t),r++}}if(p.uid!==void 0){let s=p.uid;if(typeof s=="string"){if(!y.test(s)){const t={instancePath:i+"/metadata/uid",schemaPath:"\
#/properties/metadata/properties/uid/pattern",keyword:"pattern",params:{pattern:"^."},message:'must match pattern "^."'};
e===null?e=[t]:e.push(t),r++}}else{const t={instancePath:i+"/metadata/uid",schemaPath:"#/properties/metadata/properties/\
uid/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[t]:e.push(t),r++}}}else{const s={instancePath:i+
"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type:"object"},message:"must be object"};e===
null?e=[s]:e.push(s),r++}}}else{const p={instancePath:i,schemaPath:"#/type",keyword:"type",params:{type:"object"},message:"\
must be object"};e===null?e=[p]:e.push(p),r++}return R.errors=e,r===0}export const isMultiNicNetwork=A;const j={type:"ob\
ject",required:["apiVersion","kind","metadata","spec"],properties:{spec:{type:"object",required:["ipam","plugin"],"x-kub\
ernetes-validations":[{fieldPath:".ipam",optionalOldSelf:!0,rule:`oldSelf.hasValue() && oldSelf.value().ipam == self.ipa\
m && (has(self.subnet) ? self.subnet : '') == (has(oldSelf.value().subnet) ? oldSelf.value().subnet : '') || !self.ipam.\
matches(r'"type"\\s*:\\s*"multi-nic-ipam"') || self.ipam.findAll(r'"type"\\s*:').size() != 1 || !has(self.subnet) || !isCID\
R(self.subnet) || cidr(self.subnet).prefixLength() + int('0' + self.ipam.find(r'"interfaceBlock"\\s*:\\s*[0-9]{1,4}').find\
('[0-9]+$')) + int('0' + self.ipam.find(r'"hostBlock"\\s*:\\s*[0-9]{1,4}').find('[0-9]+$')) <= 30`,message:"spec.ipam: i\
nterfaceBlock and hostBlock do not fit into spec.subnet: its prefix length plus both may be at most 30, so that each hos\
t keeps 2 bits for pods; take a larger subnet or fewer bits"},{fieldPath:".ipam",optionalOldSelf:!0,rule:`oldSelf.hasVal\
ue() && oldSelf.value().ipam == self.ipam && (has(self.subnet) ? self.subnet : '') == (has(oldSelf.value().subnet) ? old\
Self.value().subnet : '') || !self.ipam.matches(r'"type"\\s*:\\s*"multi-nic-ipam"') || self.ipam.findAll(r'"type"\\s*:').si\
ze() != 1 || !has(self.subnet) || !isCIDR(self.subnet) || cidr(self.subnet).ip().family() != 4 || self.ipam.find(r'"excl\
udeCIDRs"\\s*:\\s*\\[[^\\]]*\\]').findAll(r'"[0-9./]+"') .map(x, x.replace('"', '')) .all(x, isCIDR(x) ? x != self.subnet && \
cidr(self.subnet).containsCIDR(x) : !isIP(x) || cidr(self.subnet).containsIP(x))`,message:"spec.ipam: every entry of exc\
ludeCIDRs must lie inside spec.subnet and be smaller than it; remove entries outside, they would exclude nothing"},{fieldPath:"\
.masterNets",optionalOldSelf:!0,rule:`oldSelf.hasValue() && oldSelf.value().ipam == self.ipam && (has(self.subnet) ? sel\
f.subnet : '') == (has(oldSelf.value().subnet) ? oldSelf.value().subnet : '') && has(self.masterNets) && has(oldSelf.val\
ue().masterNets) && oldSelf.value().masterNets == self.masterNets || !self.ipam.matches(r'"type"\\s*:\\s*"multi-nic-ipam"'\
) || self.ipam.findAll(r'"type"\\s*:').size() != 1 || !has(self.subnet) || !isCIDR(self.subnet) || !has(self.masterNets) \
|| self.masterNets.size() < 2 || self.ipam.find(r'"interfaceBlock"\\s*:\\s*[0-9]{1,4}').matches(':.*([89]|[0-9]{2,4})$') |\
| self.masterNets.size() <= [1, 2, 4, 8, 16, 32, 64, 128][ int('0' + self.ipam.find(r'"interfaceBlock"\\s*:\\s*[0-9]{1,4}'\
).find('[0-9]+$'))]`,message:"spec.masterNets: more networks than interfaceBlock in spec.ipam can number (2 to the power\
 of interfaceBlock); raise interfaceBlock or list fewer networks"},{fieldPath:".subnet",optionalOldSelf:!0,rule:`oldSelf\
.hasValue() && oldSelf.value().ipam == self.ipam && (has(self.subnet) ? self.subnet : '') == (has(oldSelf.value().subnet\
) ? oldSelf.value().subnet : '') || !self.ipam.matches(r'"type"\\s*:\\s*"multi-nic-ipam"') || self.ipam.findAll(r'"type"\\s\
*:').size() != 1 || !self.ipam.matches(r'"vlanMode"\\s*:\\s*"l3s?"') || has(self.subnet) && self.subnet != ''`,message:"\
spec.subnet is needed with vlanMode l3 and l3s: hosts route its blocks to each other; set it, for example to 192.168.0.0\
/16, or use vlanMode l2"},{fieldPath:".subnet",optionalOldSelf:!0,rule:`oldSelf.hasValue() && oldSelf.value().ipam == se\
lf.ipam && (has(self.subnet) ? self.subnet : '') == (has(oldSelf.value().subnet) ? oldSelf.value().subnet : '') && has(s\
elf.masterNets) && has(oldSelf.value().masterNets) && oldSelf.value().masterNets == self.masterNets || !self.ipam.matche\
s(r'"type"\\s*:\\s*"multi-nic-ipam"') || self.ipam.findAll(r'"type"\\s*:').size() != 1 || !self.ipam.matches(r'"vlanMode"\\s\
*:\\s*"l3s?"') || !has(self.subnet) || !isCIDR(self.subnet) || !has(self.masterNets) || self.masterNets.all(n, !isCIDR(n)\
 || !cidr(self.subnet).containsCIDR(n) && !cidr(n).containsCIDR(self.subnet))`,message:"spec.subnet overlaps an entry of\
 spec.masterNets: with vlanMode l3 and l3s pods need a prefix that no host interface uses; choose another subnet"}],properties:{
subnet:{type:"string","x-kubernetes-validations":[{rule:"!self.contains(':')",message:"spec.subnet is not IPv4, other fa\
milies are not supported; use a prefix like 192.168.0.0/16"},{rule:"self == '' || self.contains(':') || isCIDR(self)",message:"\
spec.subnet is not an IPv4 prefix; write four numbers from 0 to 255 without leading zeros and a length, for example 192.\
168.0.0/16, or leave it empty to use the hosts' own prefixes"},{rule:"!isCIDR(self) || cidr(self) == cidr(self).masked()",
message:"spec.subnet has bits set beyond its prefix length; clear them"},{rule:"!isCIDR(self) || self.contains(':') || c\
idr(self).prefixLength() in [0, 31, 32] == false",message:"spec.subnet must have a prefix length from 1 to 30: shorter i\
s the whole address space, longer has no room for pods; a usual one is /16"},{rule:"!isCIDR(self) || self.contains(':') \
|| cidr(self).prefixLength() == 0 || ['0.0.0.0/8', '127.0.0.0/8', '224.0.0.0/3'].all(r, !cidr(r).containsCIDR(self) && !\
cidr(self).containsCIDR(r))",message:"spec.subnet overlaps 0.0.0.0/8, 127.0.0.0/8 or 224.0.0.0/3, which no interface can\
 use; choose a private prefix, for example out of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16"}]},masterNets:{type:"arra\
y","x-kubernetes-list-type":"atomic","x-kubernetes-validations":[{rule:"self.all(n, self.exists_one(m, m == n))",message:"\
spec.masterNets lists a network twice; remove one"}],items:{type:"string","x-kubernetes-validations":[{rule:"isCIDR(self\
) && !self.contains(':')",message:'spec.masterNets: not an IPv4 prefix; write networks of host interfaces such as 10.242\
.0.0/24, as in netAddress of "kubectl get hostinterfaces -o yaml"'},{rule:"!isCIDR(self) || cidr(self) == cidr(self).mas\
ked()",message:"spec.masterNets has bits set beyond the prefix length; clear them"}]}},ipam:{type:"string","x-kubernetes\
-validations":[{rule:`self.matches(r'^\\s*\\{[\\s\\S]*\\}\\s*$') && self.matches(r'^((^|[,:\\[{])\\s*([\\[{]\\s*)*("([^"\\\\]|\\\\.)*"\
|true|false|null|-?[0-9][0-9.eE+-]*|[\\[{]\\s*[\\]}])(\\s*[\\]}])*\\s*)+$') && self.findAll(r'"([^"\\\\]|\\\\.)*"|[{]').filter(t, \
t == '{').size() == self.findAll(r'"([^"\\\\]|\\\\.)*"|[}]').filter(t, t == '}').size() && self.findAll(r'"([^"\\\\]|\\\\.)*"|\\[\
').filter(t, t == '[').size() == self.findAll(r'"([^"\\\\]|\\\\.)*"|\\]').filter(t, t == ']').size()`,message:'spec.ipam\
 is not a JSON object; look for a missing or trailing comma, a missing quote or brace, and write for example {"type":"mu\
lti-nic-ipam","hostBlock":8,"interfaceBlock":2}'},{rule:`!self.matches(r'"type"\\s*:\\s*"multi-nic-ipam"') || self.findAll\
(r'"type"\\s*:').size() != 1 || self.findAll(r'"(hostBlock|interfaceBlock)"\\s*:').size() == self.findAll( r'"(hostBlock|i\
nterfaceBlock)"\\s*:\\s*([0-9]|[12][0-9]|30|null)\\s*[,}]').size()`,message:'spec.ipam: hostBlock and interfaceBlock mus\
t be whole numbers from 0 to 30; write them without quotes, for example "hostBlock": 8'},{rule:`!self.matches(r'"type"\\s\
*:\\s*"multi-nic-ipam"') || self.findAll(r'"type"\\s*:').size() != 1 || self.findAll(r'"hostBlock"\\s*:').size() < 2 && sel\
f.findAll(r'"interfaceBlock"\\s*:').size() < 2 && self.findAll(r'"vlanMode"\\s*:').size() < 2 && self.findAll(r'"excludeCI\
DRs"\\s*:').size() < 2`,message:"spec.ipam: hostBlock, interfaceBlock, vlanMode and excludeCIDRs may each be given once;\
 remove the second one"},{rule:`!self.matches(r'"type"\\s*:\\s*"multi-nic-ipam"') || self.findAll(r'"type"\\s*:').size() !=\
 1 || !self.matches(r'"vlanMode"\\s*:') || self.matches(r'"vlanMode"\\s*:\\s*("(l2|l3|l3s)?"|null)')`,message:'spec.ipam\
 has an unknown vlanMode; use "l2", "l3" or "l3s"'},{rule:`!self.matches(r'"type"\\s*:\\s*"multi-nic-ipam"') || self.findA\
ll(r'"type"\\s*:').size() != 1 || !self.matches(r'"excludeCIDRs"\\s*:') || self.matches(r'"excludeCIDRs"\\s*:\\s*(null|\\[\\s*\
((,\\s*)?"(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])([.](25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])){3}(/(3[0-2]|[12\
]?[0-9]))?"\\s*)*\\])')`,message:'spec.ipam: excludeCIDRs must be a list of IPv4 prefixes or addresses without leading z\
eros, for example ["192.168.0.0/26", "192.168.1.1"]'}]},multiNICIPAM:{type:"boolean"},plugin:{type:"object",required:["c\
niVersion","type"],"x-kubernetes-validations":[{fieldPath:".args",rule:"!has(self.args) || !('mode' in self.args) || !(s\
elf.type in ['ipvlan', 'aws-ipvlan']) || self.args['mode'] in ['', 'l2', 'l3', 'l3s']",message:"spec.plugin.args: mode o\
f ipvlan is unknown; use l2, l3 or l3s"},{fieldPath:".args",rule:"!has(self.args) || !('mode' in self.args) || self.type\
 != 'macvlan' || self.args['mode'] in ['', 'bridge', 'private', 'vepa', 'passthru', 'l2']",message:"spec.plugin.args: mo\
de of macvlan is unknown; use bridge, private, vepa or passthru"},{fieldPath:".args",rule:"!has(self.args) || ['mtu', 'v\
lan', 'vlanQoS', 'numVfs', 'minTxRate', 'maxTxRate', 'priority'] .all(k, !(k in self.args) || self.args[k].matches('^[0-\
9]{1,9}$'))",message:'spec.plugin.args: mtu, vlan, vlanQoS, numVfs, minTxRate, maxTxRate and priority are whole numbers;\
 write digits in quotes, for example mtu: "9000"'},{fieldPath:".args",rule:"!has(self.args) || !('mtu' in self.args) || \
!self.args['mtu'].matches('^[0-9]{1,9}$') || int(self.args['mtu']) == 0 || int(self.args['mtu']) >= 68 && int(self.args[\
'mtu']) <= 65535",message:'spec.plugin.args: mtu must be from 68 to 65535, or 0 for that of the master; a usual one is "\
9000"'},{fieldPath:".args",rule:"!has(self.args) || !('vlan' in self.args) || !self.args['vlan'].matches('^[0-9]{1,9}$')\
 || int(self.args['vlan']) <= 4094",message:"spec.plugin.args: vlan must be from 0 to 4094; 0 means untagged"}],properties:{
cniVersion:{type:"string","x-kubernetes-validations":[{rule:"self in ['0.3.0', '0.3.1', '0.4.0', '1.0.0', '1.1.0']",message:"\
spec.plugin.cniVersion is not supported; use 0.3.0, 0.3.1, 0.4.0, 1.0.0 or 1.1.0"}]},type:{type:"string","x-kubernetes-v\
alidations":[{rule:"self in ['ipvlan', 'macvlan', 'sriov', 'aws-ipvlan', 'mellanox']",message:"spec.plugin.type is unkno\
wn; use ipvlan, macvlan, sriov, aws-ipvlan or mellanox"}]},args:{type:"object",additionalProperties:{type:"string"}},capabilities:{
type:"object",additionalProperties:{type:"boolean"}},dns:{type:"object",properties:{nameservers:{type:"array","x-kuberne\
tes-list-type":"atomic",items:{type:"string"}},domain:{type:"string"},search:{type:"array","x-kubernetes-list-type":"ato\
mic",items:{type:"string"}},options:{type:"array","x-kubernetes-list-type":"atomic",items:{type:"string"}}}}}},attachPolicy:{
type:"object",required:["strategy"],properties:{strategy:{type:"string","x-kubernetes-validations":[{rule:"self in ['non\
e', 'costOpt', 'perfOpt', 'devClass', 'topology']",message:"spec.attachPolicy.strategy is unknown; use none, costOpt, pe\
rfOpt, devClass or topology"}]},target:{type:"string"}}},namespaces:{type:"array","x-kubernetes-list-type":"atomic",items:{
type:"string","x-kubernetes-validations":[{rule:"self.matches('^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$')",message:"spec.nam\
espaces: not a name of a namespace; use at most 63 lower-case letters, digits and dashes, or leave the list empty for al\
l namespaces"}]}}}},status:{type:"object",required:["computeResults","configStatus","discovery","lastSyncTime","message",
"routeStatus"],properties:{observedGeneration:{type:"integer",format:"int64"},conditions:{type:"array","x-kubernetes-lis\
t-type":"map","x-kubernetes-list-map-keys":["type"],items:{type:"object",required:["type","status","reason","message","l\
astTransitionTime"],properties:{type:{type:"string"},status:{type:"string",enum:["True","False","Unknown"]},reason:{type:"\
string"},message:{type:"string"},lastTransitionTime:{type:"string",format:"date-time"},observedGeneration:{type:"integer",
format:"int64"}}}},computeResults:{type:"array","x-kubernetes-list-type":"atomic",items:{type:"object",required:["netAdd\
ress","numOfHosts"],properties:{netAddress:{type:"string"},numOfHosts:{type:"integer"}}}},discovery:{type:"object",required:[
"cidrProcessed","existDaemon","infoAvailable"],properties:{existDaemon:{type:"integer"},infoAvailable:{type:"integer"},cidrProcessed:{
type:"integer"}}},configStatus:{type:"string"},routeStatus:{type:"string"},message:{type:"string"},lastSyncTime:{type:"s\
tring",format:"date-time"}}},apiVersion:{const:"multinic.fms.io/v1"},kind:{const:"MultiNicNetwork"},metadata:{type:"obje\
ct",required:["name"],properties:{name:{type:"string",pattern:"^."},uid:{type:"string",pattern:"^."}}}},$id:"MultiNicNet\
work"};function A(u,{instancePath:i="",parentData:f,parentDataProperty:h,rootData:g=u}={}){let e=null,r=0;if(u&&typeof u==
"object"&&!Array.isArray(u)){if(u.apiVersion===void 0){const p={instancePath:i,schemaPath:"#/required",keyword:"required",
params:{missingProperty:"apiVersion"},message:"must have required property 'apiVersion'"};e===null?e=[p]:e.push(p),r++}if(u.
kind===void 0){const p={instancePath:i,schemaPath:"#/required",keyword:"required",params:{missingProperty:"kind"},message:"\
must have required property 'kind'"};e===null?e=[p]:e.push(p),r++}if(u.metadata===void 0){const p={instancePath:i,schemaPath:"\
#/required",keyword:"required",params:{missingProperty:"metadata"},message:"must have required property 'metadata'"};e===
null?e=[p]:e.push(p),r++}if(u.spec===void 0){const p={instancePath:i,schemaPath:"#/required",keyword:"required",params:{
missingProperty:"spec"},message:"must have required property 'spec'"};e===null?e=[p]:e.push(p),r++}if(u.spec!==void 0){let p=u.
spec;if(p&&typeof p=="object"&&!Array.isArray(p)){if(p.ipam===void 0){const s={instancePath:i+"/spec",schemaPath:"#/prop\
erties/spec/required",keyword:"required",params:{missingProperty:"ipam"},message:"must have required property 'ipam'"};e===
null?e=[s]:e.push(s),r++}if(p.plugin===void 0){const s={instancePath:i+"/spec",schemaPath:"#/properties/spec/required",keyword:"\
required",params:{missingProperty:"plugin"},message:"must have required property 'plugin'"};e===null?e=[s]:e.push(s),r++}
if(p.subnet!==void 0&&typeof p.subnet!="string"){const s={instancePath:i+"/spec/subnet",schemaPath:"#/properties/spec/pr\
operties/subnet/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[s]:e.push(s),r++}if(p.
masterNets!==void 0){let s=p.masterNets;if(Array.isArray(s)){const t=s.length;for(let a=0;a<t;a++)if(typeof s[a]!="strin\
g"){const n={instancePath:i+"/spec/masterNets/"+a,schemaPath:"#/properties/spec/properties/masterNets/items/type",keyword:"\
type",params:{type:"string"},message:"must be string"};e===null?e=[n]:e.push(n),r++}}else{const t={instancePath:i+"/spec\
/masterNets",schemaPath:"#/properties/spec/properties/masterNets/type",keyword:"type",params:{type:"array"},message:"mus\
t be array"};e===null?e=[t]:e.push(t),r++}}if(p.ipam!==void 0&&typeof p.ipam!="string"){const s={instancePath:i+"/spec/i\
pam",schemaPath:"#/properties/spec/properties/ipam/type",keyword:"type",params:{type:"string"},message:"must be string"};
e===null?e=[s]:e.push(s),r++}if(p.multiNICIPAM!==void 0&&typeof p.multiNICIPAM!="boolean"){const s={instancePath:i+"/spe\
c/multiNICIPAM",schemaPath:"#/properties/spec/properties/multiNICIPAM/type",keyword:"type",params:{type:"boolean"},message:"\
must be boolean"};e===null?e=[s]:e.push(s),r++}if(p.plugin!==void 0){let s=p.plugin;if(s&&typeof s=="object"&&!Array.isArray(
s)){if(s.cniVersion===void 0){const t={instancePath:i+"/spec/plugin",schemaPath:"#/properties/spec/properties/plugin/req\
uired",keyword:"required",params:{missingProperty:"cniVersion"},message:"must have required property 'cniVersion'"};e===
null?e=[t]:e.push(t),r++}if(s.type===void 0){const t={instancePath:i+"/spec/plugin",schemaPath:"#/properties/spec/proper\
ties/plugin/required",keyword:"required",params:{missingProperty:"type"},message:"must have required property 'type'"};e===
null?e=[t]:e.push(t),r++}if(s.cniVersion!==void 0&&typeof s.cniVersion!="string"){const t={instancePath:i+"/spec/plugin/\
cniVersion",schemaPath:"#/properties/spec/properties/plugin/properties/cniVersion/type",keyword:"type",params:{type:"str\
ing"},message:"must be string"};e===null?e=[t]:e.push(t),r++}if(s.type!==void 0&&typeof s.type!="string"){const t={instancePath:i+
"/spec/plugin/type",schemaPath:"#/properties/spec/properties/plugin/properties/type/type",keyword:"type",params:{type:"s\
tring"},message:"must be string"};e===null?e=[t]:e.push(t),r++}if(s.args!==void 0){let t=s.args;if(t&&typeof t=="object"&&
!Array.isArray(t)){for(const a in t)if(typeof t[a]!="string"){const n={instancePath:i+"/spec/plugin/args/"+a.replace(/~/g,
"~0").replace(/\//g,"~1"),schemaPath:"#/properties/spec/properties/plugin/properties/args/additionalProperties/type",keyword:"\
type",params:{type:"string"},message:"must be string"};e===null?e=[n]:e.push(n),r++}}else{const a={instancePath:i+"/spec\
/plugin/args",schemaPath:"#/properties/spec/properties/plugin/properties/args/type",keyword:"type",params:{type:"object"},
message:"must be object"};e===null?e=[a]:e.push(a),r++}}if(s.capabilities!==void 0){let t=s.capabilities;if(t&&typeof t==
"object"&&!Array.isArray(t)){for(const a in t)if(typeof t[a]!="boolean"){const n={instancePath:i+"/spec/plugin/capabilit\
ies/"+a.replace(/~/g,"~0").replace(/\//g,"~1"),schemaPath:"#/properties/spec/properties/plugin/properties/capabilities/a\
dditionalProperties/type",keyword:"type",params:{type:"boolean"},message:"must be boolean"};e===null?e=[n]:e.push(n),r++}}else{
const a={instancePath:i+"/spec/plugin/capabilities",schemaPath:"#/properties/spec/properties/plugin/properties/capabilit\
ies/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[a]:e.push(a),r++}}if(s.dns!==void 0){
let t=s.dns;if(t&&typeof t=="object"&&!Array.isArray(t)){if(t.nameservers!==void 0){let a=t.nameservers;if(Array.isArray(
a)){const n=a.length;for(let o=0;o<n;o++)if(typeof a[o]!="string"){const m={instancePath:i+"/spec/plugin/dns/nameservers\
/"+o,schemaPath:"#/properties/spec/properties/plugin/properties/dns/properties/nameservers/items/type",keyword:"type",params:{
type:"string"},message:"must be string"};e===null?e=[m]:e.push(m),r++}}else{const n={instancePath:i+"/spec/plugin/dns/na\
meservers",schemaPath:"#/properties/spec/properties/plugin/properties/dns/properties/nameservers/type",keyword:"type",params:{
type:"array"},message:"must be array"};e===null?e=[n]:e.push(n),r++}}if(t.domain!==void 0&&typeof t.domain!="string"){const a={
instancePath:i+"/spec/plugin/dns/domain",schemaPath:"#/properties/spec/properties/plugin/properties/dns/properties/domai\
n/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[a]:e.push(a),r++}if(t.search!==void 0){
let a=t.search;if(Array.isArray(a)){const n=a.length;for(let o=0;o<n;o++)if(typeof a[o]!="string"){const m={instancePath:i+
"/spec/plugin/dns/search/"+o,schemaPath:"#/properties/spec/properties/plugin/properties/dns/properties/search/items/type",
keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[m]:e.push(m),r++}}else{const n={instancePath:i+
"/spec/plugin/dns/search",schemaPath:"#/properties/spec/properties/plugin/properties/dns/properties/search/type",keyword:"\
type",params:{type:"array"},message:"must be array"};e===null?e=[n]:e.push(n),r++}}if(t.options!==void 0){let a=t.options;
if(Array.isArray(a)){const n=a.length;for(let o=0;o<n;o++)if(typeof a[o]!="string"){const m={instancePath:i+"/spec/plugi\
n/dns/options/"+o,schemaPath:"#/properties/spec/properties/plugin/properties/dns/properties/options/items/type",keyword:"\
type",params:{type:"string"},message:"must be string"};e===null?e=[m]:e.push(m),r++}}else{const n={instancePath:i+"/spec\
/plugin/dns/options",schemaPath:"#/properties/spec/properties/plugin/properties/dns/properties/options/type",keyword:"ty\
pe",params:{type:"array"},message:"must be array"};e===null?e=[n]:e.push(n),r++}}}else{const a={instancePath:i+"/spec/pl\
ugin/dns",schemaPath:"#/properties/spec/properties/plugin/properties/dns/type",keyword:"type",params:{type:"object"},message:"\
must be object"};e===null?e=[a]:e.push(a),r++}}}else{const t={instancePath:i+"/spec/plugin",schemaPath:"#/properties/spe\
c/properties/plugin/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[t]:e.push(t),r++}}
if(p.attachPolicy!==void 0){let s=p.attachPolicy;if(s&&typeof s=="object"&&!Array.isArray(s)){if(s.strategy===void 0){const t={
instancePath:i+"/spec/attachPolicy",schemaPath:"#/properties/spec/properties/attachPolicy/required",keyword:"required",params:{
missingProperty:"strategy"},message:"must have required property 'strategy'"};e===null?e=[t]:e.push(t),r++}if(s.strategy!==
void 0&&typeof s.strategy!="string"){const t={instancePath:i+"/spec/attachPolicy/strategy",schemaPath:"#/properties/spec\
/properties/attachPolicy/properties/strategy/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?
e=[t]:e.push(t),r++}if(s.target!==void 0&&typeof s.target!="string"){const t={instancePath:i+"/spec/attachPolicy/target",
schemaPath:"#/properties/spec/properties/attachPolicy/properties/target/type",keyword:"type",params:{type:"string"},message:"\
must be string"};e===null?e=[t]:e.push(t),r++}}else{const t={instancePath:i+"/spec/attachPolicy",schemaPath:"#/propertie\
s/spec/properties/attachPolicy/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[t]:e.push(
t),r++}}if(p.namespaces!==void 0){let s=p.namespaces;if(Array.isArray(s)){const t=s.length;for(let a=0;a<t;a++)if(typeof s[a]!=
"string"){const n={instancePath:i+"/spec/namespaces/"+a,schemaPath:"#/properties/spec/properties/namespaces/items/type",
keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[n]:e.push(n),r++}}else{const t={instancePath:i+
"/spec/namespaces",schemaPath:"#/properties/spec/properties/namespaces/type",keyword:"type",params:{type:"array"},message:"\
must be array"};e===null?e=[t]:e.push(t),r++}}}else{const s={instancePath:i+"/spec",schemaPath:"#/properties/spec/type",
keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[s]:e.push(s),r++}}if(u.status!==void 0){let p=u.
status;if(p&&typeof p=="object"&&!Array.isArray(p)){if(p.computeResults===void 0){const s={instancePath:i+"/status",schemaPath:"\
#/properties/status/required",keyword:"required",params:{missingProperty:"computeResults"},message:"must have required p\
roperty 'computeResults'"};e===null?e=[s]:e.push(s),r++}if(p.configStatus===void 0){const s={instancePath:i+"/status",schemaPath:"\
#/properties/status/required",keyword:"required",params:{missingProperty:"configStatus"},message:"must have required pro\
perty 'configStatus'"};e===null?e=[s]:e.push(s),r++}if(p.discovery===void 0){const s={instancePath:i+"/status",schemaPath:"\
#/properties/status/required",keyword:"required",params:{missingProperty:"discovery"},message:"must have required proper\
ty 'discovery'"};e===null?e=[s]:e.push(s),r++}if(p.lastSyncTime===void 0){const s={instancePath:i+"/status",schemaPath:"\
#/properties/status/required",keyword:"required",params:{missingProperty:"lastSyncTime"},message:"must have required pro\
perty 'lastSyncTime'"};e===null?e=[s]:e.push(s),r++}if(p.message===void 0){const s={instancePath:i+"/status",schemaPath:"\
#/properties/status/required",keyword:"required",params:{missingProperty:"message"},message:"must have required property\
 'message'"};e===null?e=[s]:e.push(s),r++}if(p.routeStatus===void 0){const s={instancePath:i+"/status",schemaPath:"#/pro\
perties/status/required",keyword:"required",params:{missingProperty:"routeStatus"},message:"must have required property \
'routeStatus'"};e===null?e=[s]:e.push(s),r++}if(p.observedGeneration!==void 0){let s=p.observedGeneration;if(!(typeof s==
"number"&&!(s%1)&&!isNaN(s)&&isFinite(s))){const t={instancePath:i+"/status/observedGeneration",schemaPath:"#/properties\
/status/properties/observedGeneration/type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=
[t]:e.push(t),r++}}if(p.conditions!==void 0){let s=p.conditions;if(Array.isArray(s)){const t=s.length;for(let a=0;a<t;a++){
let n=s[a];if(n&&typeof n=="object"&&!Array.isArray(n)){if(n.type===void 0){const o={instancePath:i+"/status/conditions/"+
a,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty:"type"},
message:"must have required property 'type'"};e===null?e=[o]:e.push(o),r++}if(n.status===void 0){const o={instancePath:i+
"/status/conditions/"+a,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"required",params:{
missingProperty:"status"},message:"must have required property 'status'"};e===null?e=[o]:e.push(o),r++}if(n.reason===void 0){
const o={instancePath:i+"/status/conditions/"+a,schemaPath:"#/properties/status/properties/conditions/items/required",keyword:"\
required",params:{missingProperty:"reason"},message:"must have required property 'reason'"};e===null?e=[o]:e.push(o),r++}
if(n.message===void 0){const o={instancePath:i+"/status/conditions/"+a,schemaPath:"#/properties/status/properties/condit\
ions/items/required",keyword:"required",params:{missingProperty:"message"},message:"must have required property 'message\
'"};e===null?e=[o]:e.push(o),r++}if(n.lastTransitionTime===void 0){const o={instancePath:i+"/status/conditions/"+a,schemaPath:"\
#/properties/status/properties/conditions/items/required",keyword:"required",params:{missingProperty:"lastTransitionTime"},
message:"must have required property 'lastTransitionTime'"};e===null?e=[o]:e.push(o),r++}if(n.type!==void 0&&typeof n.type!=
"string"){const o={instancePath:i+"/status/conditions/"+a+"/type",schemaPath:"#/properties/status/properties/conditions/\
items/properties/type/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[o]:e.push(o),r++}
if(n.status!==void 0){let o=n.status;if(typeof o!="string"){const m={instancePath:i+"/status/conditions/"+a+"/status",schemaPath:"\
#/properties/status/properties/conditions/items/properties/status/type",keyword:"type",params:{type:"string"},message:"m\
ust be string"};e===null?e=[m]:e.push(m),r++}if(!(o==="True"||o==="False"||o==="Unknown")){const m={instancePath:i+"/sta\
tus/conditions/"+a+"/status",schemaPath:"#/properties/status/properties/conditions/items/properties/status/enum",keyword:"\
enum",params:{allowedValues:j.properties.status.properties.conditions.items.properties.status.enum},message:"must be equ\
al to one of the allowed values"};e===null?e=[m]:e.push(m),r++}}if(n.reason!==void 0&&typeof n.reason!="string"){const o={
instancePath:i+"/status/conditions/"+a+"/reason",schemaPath:"#/properties/status/properties/conditions/items/properties/\
reason/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[o]:e.push(o),r++}if(n.message!==
void 0&&typeof n.message!="string"){const o={instancePath:i+"/status/conditions/"+a+"/message",schemaPath:"#/properties/\
status/properties/conditions/items/properties/message/type",keyword:"type",params:{type:"string"},message:"must be strin\
g"};e===null?e=[o]:e.push(o),r++}if(n.lastTransitionTime!==void 0&&typeof n.lastTransitionTime!="string"){const o={instancePath:i+
"/status/conditions/"+a+"/lastTransitionTime",schemaPath:"#/properties/status/properties/conditions/items/properties/las\
tTransitionTime/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[o]:e.push(o),r++}if(n.
observedGeneration!==void 0){let o=n.observedGeneration;if(!(typeof o=="number"&&!(o%1)&&!isNaN(o)&&isFinite(o))){const m={
instancePath:i+"/status/conditions/"+a+"/observedGeneration",schemaPath:"#/properties/status/properties/conditions/items\
/properties/observedGeneration/type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[m]:e.
push(m),r++}}}else{const o={instancePath:i+"/status/conditions/"+a,schemaPath:"#/properties/status/properties/conditions\
/items/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[o]:e.push(o),r++}}}else{const t={
instancePath:i+"/status/conditions",schemaPath:"#/properties/status/properties/conditions/type",keyword:"type",params:{type:"\
array"},message:"must be array"};e===null?e=[t]:e.push(t),r++}}if(p.computeResults!==void 0){let s=p.computeResults;if(Array.
isArray(s)){const t=s.length;for(let a=0;a<t;a++){let n=s[a];if(n&&typeof n=="object"&&!Array.isArray(n)){if(n.netAddress===
void 0){const o={instancePath:i+"/status/computeResults/"+a,schemaPath:"#/properties/status/properties/computeResults/it\
ems/required",keyword:"required",params:{missingProperty:"netAddress"},message:"must have required property 'netAddress'"};
e===null?e=[o]:e.push(o),r++}if(n.numOfHosts===void 0){const o={instancePath:i+"/status/computeResults/"+a,schemaPath:"#\
/properties/status/properties/computeResults/items/required",keyword:"required",params:{missingProperty:"numOfHosts"},message:"\
must have required property 'numOfHosts'"};e===null?e=[o]:e.push(o),r++}if(n.netAddress!==void 0&&typeof n.netAddress!="\
string"){const o={instancePath:i+"/status/computeResults/"+a+"/netAddress",schemaPath:"#/properties/status/properties/co\
mputeResults/items/properties/netAddress/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?
e=[o]:e.push(o),r++}if(n.numOfHosts!==void 0){let o=n.numOfHosts;if(!(typeof o=="number"&&!(o%1)&&!isNaN(o)&&isFinite(o))){
const m={instancePath:i+"/status/computeResults/"+a+"/numOfHosts",schemaPath:"#/properties/status/properties/computeResu\
lts/items/properties/numOfHosts/type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[m]:e.
push(m),r++}}}else{const o={instancePath:i+"/status/computeResults/"+a,schemaPath:"#/properties/status/properties/comput\
eResults/items/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[o]:e.push(o),r++}}}else{
const t={instancePath:i+"/status/computeResults",schemaPath:"#/properties/status/properties/computeResults/type",keyword:"\
type",params:{type:"array"},message:"must be array"};e===null?e=[t]:e.push(t),r++}}if(p.discovery!==void 0){let s=p.discovery;
if(s&&typeof s=="object"&&!Array.isArray(s)){if(s.cidrProcessed===void 0){const t={instancePath:i+"/status/discovery",schemaPath:"\
#/properties/status/properties/discovery/required",keyword:"required",params:{missingProperty:"cidrProcessed"},message:"\
must have required property 'cidrProcessed'"};e===null?e=[t]:e.push(t),r++}if(s.existDaemon===void 0){const t={instancePath:i+
"/status/discovery",schemaPath:"#/properties/status/properties/discovery/required",keyword:"required",params:{missingProperty:"\
existDaemon"},message:"must have required property 'existDaemon'"};e===null?e=[t]:e.push(t),r++}if(s.infoAvailable===void 0){
const t={instancePath:i+"/status/discovery",schemaPath:"#/properties/status/properties/discovery/required",keyword:"requ\
ired",params:{missingProperty:"infoAvailable"},message:"must have required property 'infoAvailable'"};e===null?e=[t]:e.push(
t),r++}if(s.existDaemon!==void 0){let t=s.existDaemon;if(!(typeof t=="number"&&!(t%1)&&!isNaN(t)&&isFinite(t))){const a={
instancePath:i+"/status/discovery/existDaemon",schemaPath:"#/properties/status/properties/discovery/properties/existDaem\
on/type",keyword:"type",params:{type:"integer"},message:"must be integer"};e===null?e=[a]:e.push(a),r++}}if(s.infoAvailable!==
void 0){let t=s.infoAvailable;if(!(typeof t=="number"&&!(t%1)&&!isNaN(t)&&isFinite(t))){const a={instancePath:i+"/status\
/discovery/infoAvailable",schemaPath:"#/properties/status/properties/discovery/properties/infoAvailable/type",keyword:"t\
ype",params:{type:"integer"},message:"must be integer"};e===null?e=[a]:e.push(a),r++}}if(s.cidrProcessed!==void 0){let t=s.
cidrProcessed;if(!(typeof t=="number"&&!(t%1)&&!isNaN(t)&&isFinite(t))){const a={instancePath:i+"/status/discovery/cidrP\
rocessed",schemaPath:"#/properties/status/properties/discovery/properties/cidrProcessed/type",keyword:"type",params:{type:"\
integer"},message:"must be integer"};e===null?e=[a]:e.push(a),r++}}}else{const t={instancePath:i+"/status/discovery",schemaPath:"\
#/properties/status/properties/discovery/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?
e=[t]:e.push(t),r++}}if(p.configStatus!==void 0&&typeof p.configStatus!="string"){const s={instancePath:i+"/status/confi\
gStatus",schemaPath:"#/properties/status/properties/configStatus/type",keyword:"type",params:{type:"string"},message:"mu\
st be string"};e===null?e=[s]:e.push(s),r++}if(p.routeStatus!==void 0&&typeof p.routeStatus!="string"){const s={instancePath:i+
"/status/routeStatus",schemaPath:"#/properties/status/properties/routeStatus/type",keyword:"type",params:{type:"string"},
message:"must be string"};e===null?e=[s]:e.push(s),r++}if(p.message!==void 0&&typeof p.message!="string"){const s={instancePath:i+
"/status/message",schemaPath:"#/properties/status/properties/message/type",keyword:"type",params:{type:"string"},message:"\
must be string"};e===null?e=[s]:e.push(s),r++}if(p.lastSyncTime!==void 0&&typeof p.lastSyncTime!="string"){const s={instancePath:i+
"/status/lastSyncTime",schemaPath:"#/properties/status/properties/lastSyncTime/type",keyword:"type",params:{type:"string"},
message:"must be string"};e===null?e=[s]:e.push(s),r++}}else{const s={instancePath:i+"/status",schemaPath:"#/properties/\
status/type",keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[s]:e.push(s),r++}}if(u.apiVersion!==
void 0&&u.apiVersion!=="multinic.fms.io/v1"){const p={instancePath:i+"/apiVersion",schemaPath:"#/properties/apiVersion/c\
onst",keyword:"const",params:{allowedValue:"multinic.fms.io/v1"},message:"must be equal to constant"};e===null?e=[p]:e.push(
p),r++}if(u.kind!==void 0&&u.kind!=="MultiNicNetwork"){const p={instancePath:i+"/kind",schemaPath:"#/properties/kind/con\
st",keyword:"const",params:{allowedValue:"MultiNicNetwork"},message:"must be equal to constant"};e===null?e=[p]:e.push(p),
r++}if(u.metadata!==void 0){let p=u.metadata;if(p&&typeof p=="object"&&!Array.isArray(p)){if(p.name===void 0){const s={instancePath:i+
"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty:"name"},message:"must\
 have required property 'name'"};e===null?e=[s]:e.push(s),r++}if(p.name!==void 0){let s=p.name;if(typeof s=="string"){if(!y.
test(s)){const t={instancePath:i+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/pattern",keyword:"pa\
ttern",params:{pattern:"^."},message:'must match pattern "^."'};e===null?e=[t]:e.push(t),r++}}else{const t={instancePath:i+
"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type:"string"},message:"\
must be string"};e===null?e=[t]:e.push(t),r++}}if(p.uid!==void 0){let s=p.uid;if(typeof s=="string"){if(!y.test(s)){const t={
instancePath:i+"/metadata/uid",schemaPath:"#/properties/metadata/properties/uid/pattern",keyword:"pattern",params:{pattern:"\
^."},message:'must match pattern "^."'};e===null?e=[t]:e.push(t),r++}}else{const t={instancePath:i+"/metadata/uid",schemaPath:"\
#/properties/metadata/properties/uid/type",keyword:"type",params:{type:"string"},message:"must be string"};e===null?e=[t]:
e.push(t),r++}}}else{const s={instancePath:i+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{
type:"object"},message:"must be object"};e===null?e=[s]:e.push(s),r++}}}else{const p={instancePath:i,schemaPath:"#/type",
keyword:"type",params:{type:"object"},message:"must be object"};e===null?e=[p]:e.push(p),r++}return A.errors=e,r===0}
