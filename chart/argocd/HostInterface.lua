-- Health of a HostInterface for Argo CD (resource.customizations.health.multinic.fms.io_HostInterface). The node agent
-- says of each L3 network whether its routes are in the node's kernel; a NIC that is down is the host's, not ours to judge.
local failed = {}
for _, network in ipairs((obj.status or {}).networks or {}) do
  if network.routes == "Failed" then
    table.insert(failed, network.name .. ": " .. (network.message or "routes failed"))
  end
end
if #failed > 0 then
  return { status = "Degraded", message = table.concat(failed, "; ") }
end
if obj.status == nil then
  return { status = "Progressing", message = "the node agent has not said anything yet" }
end
local up, all = obj.status.up or 0, obj.status.interfaces or 0
return { status = "Healthy", message = string.format("%d of %d NICs are up", up, all) }
