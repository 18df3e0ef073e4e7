-- One echo after the other on each connection, each with an id and a text of its own: servers hang on equal ids in one
-- session, and an answer counts only when it carries an id that is open and the text of that very call.
-- wrk … -s call.lua URL -- SESSION|none PROTOCOL_VERSION

local threads = {}

function setup(thread)
  thread:set("number", #threads)
  table.insert(threads, thread)
end

function init(args)
  session = args[1]
  version = args[2]
  headers = {
    ["Content-Type"] = "application/json",
    ["Accept"] = "application/json, text/event-stream",
    ["MCP-Protocol-Version"] = version,
  }
  if session ~= "none" then headers["Mcp-Session-Id"] = session end
  last = number * 100000000
  open = {}
  wrong = 0
  answered = 0
  first = ""
end

function request()
  last = last + 1
  open[last] = true
  return wrk.format("POST", nil, headers, '{"jsonrpc":"2.0","id":' .. last .. ',"method":"tools/call","params":{"name":"echo","arguments":{"text":"t' .. last .. '"}}}')
end

function response(status, headers, body)
  local id = tonumber(body:match('"id":(%d+)'))
  local text = tonumber(body:match('"text":"t(%d+)"'))
  if status == 200 and id and id == text and open[id] then
    open[id] = nil
    answered = answered + 1
  else
    wrong = wrong + 1
    if first == "" then first = status .. " " .. body:sub(1, 200) end
  end
end

function done(summary, latency, requests)
  local answered, wrong, first = 0, 0, ""
  for _, thread in ipairs(threads) do
    answered = answered + thread:get("answered")
    wrong = wrong + thread:get("wrong")
    if first == "" then first = thread:get("first") end
  end
  local errors = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  if first ~= "" then io.stderr:write("wrong answer: " .. first .. "\n") end
  print(string.format('{"perSecond":%.1f,"p50":%.3f,"p99":%.3f,"answered":%d,"wrong":%d,"errors":%d}',
    answered / (summary.duration / 1e6), latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, answered, wrong, errors))
end
