-- For wrk: sends the requests of a file in turn, and prints what came of them in one line.
-- wrk -s replay.lua http://host:port -- file; the file has whole requests with the character 1 between them.
local requests = {}
local last = 0

function init(arguments)
  local file = assert(io.open(arguments[1], "rb"))
  for request in file:read("*a"):gmatch("[^\1]+") do
    requests[#requests + 1] = request
  end
  file:close()
end

function request()
  last = last % #requests + 1
  return requests[last]
end

function done(summary)
  local errors = summary.errors
  local failures = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  print(string.format("result %d %d %d", summary.requests, summary.duration, failures))
end
