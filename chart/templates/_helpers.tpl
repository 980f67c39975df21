{{/* Labels of every object. */}}
{{- define "multi-nic-operator.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: multi-nic-operator
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/* What selects the operator's pods; must never change, a Deployment's selector cannot. */}}
{{- define "multi-nic-operator.selector" -}}
app.kubernetes.io/name: multi-nic-operator
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{/* Reference of an image. Argument: dict "root" $ "image" (repository, digest). */}}
{{- define "multi-nic-operator.image" -}}
{{- $global := .root.Values.image -}}
{{- with $global.registry }}{{ trimSuffix "/" . }}/{{ end -}}
{{- .image.repository }}:{{ $global.tag | default .root.Chart.AppVersion }}
{{- with .image.digest }}@{{ . }}{{ end -}}
{{- end }}

{{/*
"true" while Helm talks to a cluster. `helm template` and those who use it (Argo CD) do not: what depends on what the
cluster has cannot be decided there. Every cluster has that namespace.
*/}}
{{- define "multi-nic-operator.connected" -}}
{{- if lookup "v1" "Namespace" "" "kube-system" }}true{{ end -}}
{{- end }}

{{/*
"true" where a Job makes the Config. Helm and kubectl map every object to a kind before they create the first one, and so
refuse an object whose kind comes with it. From the second revision on, and wherever the kind is known, the Config is an
object of the release like any other; the Job's is taken over by what its annotations say of its owner.
*/}}
{{- define "multi-nic-operator.configByJob" -}}
{{- $wanted := toString .Values.config.by -}}
{{- if eq $wanted "job" }}true
{{- else if and (eq $wanted "auto") (include "multi-nic-operator.connected" .) (not (.Capabilities.APIVersions.Has "multinic.fms.io/v1/Config")) }}true{{ end -}}
{{- end }}

{{/*
"true" in the revision that takes over the Job's Config. Helm 3 compares the new revision with the last one alone, and an
object that is taken over with itself: what the new one changes it would leave out, for ever. So a Job applies it, and with
it takes off the owner, by which the Config of a Job is known.
*/}}
{{- define "multi-nic-operator.configIsTaken" -}}
{{- if and (ne (toString .Values.config.by) "job") (.Capabilities.APIVersions.Has "multinic.fms.io/v1/Config") (include "multi-nic-operator.connected" .) -}}
{{- $live := lookup "multinic.fms.io/v1" "Config" "" "multi-nicd" -}}
{{- range (dig "metadata" "ownerReferences" list $live) }}{{ if eq .kind "ClusterRole" }}true{{ end }}{{ end -}}
{{- end -}}
{{- end }}

{{/*
What the release does about the NetworkAttachmentDefinition's CRD, which others bring too. "release": it is an object of
the release, which nobody else's Helm then takes. "once": there is none, and it is made without belonging to the release,
so that whoever brings it later takes it over. Empty: it is left alone. A release of before has it, and keeps it: Helm would
delete what is no longer in a release, and all networks with it.
*/}}
{{- define "multi-nic-operator.nad" -}}
{{- $wanted := toString .Values.crds.networkAttachmentDefinition -}}
{{- if eq $wanted "true" }}release
{{- else if and (eq $wanted "auto") (include "multi-nic-operator.connected" .) -}}
{{- $there := lookup "apiextensions.k8s.io/v1" "CustomResourceDefinition" "" "network-attachment-definitions.k8s.cni.cncf.io" -}}
{{- if not $there }}once
{{- else -}}
{{- $owner := $there.metadata.annotations | default dict -}}
{{- if and (eq (index $owner "meta.helm.sh/release-name" | default "") .Release.Name) (eq (index $owner "meta.helm.sh/release-namespace" | default "") .Release.Namespace) }}release{{ end -}}
{{- end -}}
{{- end -}}
{{- end }}

{{/* "true" where the agents get a SecurityContextConstraints: as told, or where the API has the kind. */}}
{{- define "multi-nic-operator.openshift" -}}
{{- $wanted := toString .Values.openshift.enabled -}}
{{- if or (eq $wanted "true") (and (eq $wanted "auto") (.Capabilities.APIVersions.Has "security.openshift.io/v1/SecurityContextConstraints")) }}true{{ end -}}
{{- end }}

{{/*
"true" where the release has the uninstall hook. Whoever applies the output of `helm template` applies hooks like
everything else, and the Job would take down at once what was just installed.
*/}}
{{- define "multi-nic-operator.uninstallHook" -}}
{{- $wanted := toString .Values.uninstall.hook -}}
{{- if or (eq $wanted "true") (and (eq $wanted "auto") (include "multi-nic-operator.connected" .)) }}true{{ end -}}
{{- end }}

{{/* Rights of the operator's containers. */}}
{{- define "multi-nic-operator.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
{{- end }}

{{- define "multi-nic-operator.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{/* What a Job's pod has in common with the operator's. */}}
{{- define "multi-nic-operator.jobPod" -}}
{{- with .Values.image.pullSecrets -}}
imagePullSecrets:
  {{- range . }}
  - name: {{ . | quote }}
  {{- end }}
{{ end -}}
securityContext:
  {{- include "multi-nic-operator.podSecurity" . | nindent 2 }}
{{- with .Values.operator.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.operator.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* A Job's container up to its variables: the caller goes on with more of them. */}}
{{- define "multi-nic-operator.jobContainer" -}}
image: {{ include "multi-nic-operator.image" (dict "root" $ "image" .Values.operator.image) | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy | quote }}
securityContext:
  {{- include "multi-nic-operator.containerSecurity" . | nindent 2 }}
{{- with .Values.operator.resources }}
resources:
  {{- toYaml . | nindent 2 }}
{{- end }}
env:
  - name: OPERATOR_NAMESPACE
    valueFrom:
      fieldRef:
        fieldPath: metadata.namespace
  - name: LOG_LEVEL
    value: {{ .Values.operator.logLevel | quote }}
{{- end }}

{{/* Annotations that an agent writes: the standard's key, and the older one that some readers still ask for. */}}
{{- define "multi-nic-operator.statusKeys" -}}
["k8s.v1.cni.cncf.io/network-status", "k8s.v1.cni.cncf.io/networks-status"]
{{- end }}

{{/* Labels and hook of what the uninstall Job may do: there before it, gone after it. */}}
{{- define "multi-nic-operator.uninstallRights" -}}
labels:
  {{- include "multi-nic-operator.labels" . | nindent 2 }}
annotations:
  helm.sh/hook: pre-delete
  helm.sh/hook-weight: "-10"
  helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded,hook-failed
{{- end }}
