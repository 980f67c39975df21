{{/* The Config as the values want it. Argument: the top, with "annotations" beside Values where there are more. */}}
{{- define "multi-nic-operator.config" -}}
apiVersion: multinic.fms.io/v1
kind: Config
metadata:
  name: multi-nicd
  labels:
    app.kubernetes.io/name: multi-nic-operator
    {{- include "multi-nic-operator.labels" . | nindent 4 }}
  annotations:
    # Argo CD: the kind comes with the same application.
    argocd.argoproj.io/sync-options: SkipDryRunOnMissingResource=true
    {{- with .Values.config.annotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  cniType: {{ .Values.config.cniType | quote }}
  ipamType: {{ .Values.config.ipamType | quote }}
  joinPath: {{ .Values.config.joinPath | quote }}
  getInterfacePath: {{ .Values.config.getInterfacePath | quote }}
  addRoutePath: {{ .Values.config.addRoutePath | quote }}
  deleteRoutePath: {{ .Values.config.deleteRoutePath | quote }}
  logLevel: {{ .Values.config.logLevel }}
  meta:
    mode: {{ get (dict "auto" "Auto" "true" "On" "false" "Off") (toString .Values.meta.enabled) | quote }}
    namespaceIsolation: {{ .Values.meta.namespaceIsolation }}
    {{- with .Values.meta.globalNamespaces }}
    globalNamespaces:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    multusName: {{ .Values.meta.multusName }}
  daemon:
    image: {{ include "multi-nic-operator.image" (dict "root" $ "image" .Values.daemon.image) | quote }}
    imagePullPolicy: {{ .Values.image.pullPolicy | quote }}
    {{- with first .Values.image.pullSecrets }}
    imagePullSecretName: {{ . | quote }}
    {{- end }}
    port: {{ .Values.daemon.port }}
    cniBinDir: {{ .Values.daemon.cniBinDir | quote }}
    cniConfDir: {{ .Values.daemon.cniConfDir | quote }}
    healthPort: {{ .Values.daemon.healthPort }}
    priorityClassName: {{ .Values.daemon.priorityClassName | quote }}
    updateStrategy:
      {{- toYaml .Values.daemon.updateStrategy | nindent 6 }}
    {{- $nics := dict }}
    {{- range $name, $value := .Values.daemon.nics }}
    {{- if $value }}{{ $_ := set $nics $name $value }}{{ end }}
    {{- end }}
    {{- with $nics }}
    nics:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    {{- range $field := list "nodeSelector" "affinity" "tolerations" "resources" "securityContext" "env" "envFrom" "mounts" }}
    {{- with index $.Values.daemon $field }}
    {{ $field }}:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    {{- end }}
{{- end }}
