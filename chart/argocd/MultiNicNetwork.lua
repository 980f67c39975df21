-- Health of a MultiNicNetwork for Argo CD (resource.customizations.health.multinic.fms.io_MultiNicNetwork). Stalled waits for a person, hence
-- Degraded; a status that speaks of an older generation says nothing of what was just applied.
local status = obj.status or {}
local conditions = {}
for _, condition in ipairs(status.conditions or {}) do
  conditions[condition.type] = condition
end

if obj.metadata.deletionTimestamp ~= nil then
  return { status = "Progressing", message = "is being deleted" }
end
if status.observedGeneration ~= obj.metadata.generation or conditions.Ready == nil then
  return { status = "Progressing", message = "the operator has not looked at it yet" }
end
if conditions.Stalled ~= nil and conditions.Stalled.status == "True" then
  return { status = "Degraded", message = conditions.Stalled.message }
end
if conditions.Ready.status == "True" then
  return { status = "Healthy", message = conditions.Ready.message }
end
return { status = "Progressing", message = conditions.Ready.message }
