/** The processes of the product, each with a stage of its own in docker/Dockerfile. */
const processes = ["resolver", "web", "worker"];
const engines = ["postgres", "kafka", "rabbitmq"];
/** Nobody may run with a secret that is printed in the repository. */
const secretNames = ["SECRET_KEY", "POSTGRES_PASSWORD", "RABBITMQ_PASSWORD"];

/** What is wrong with docker/, a sentence each. */
export function findComposeProblems(files) {
  const stages = readStages(files.dockerfile);
  return [
    ...findMissingServices(files.compose),
    ...Object.entries(files.compose.services ?? {}).flatMap(([name, service]) =>
      findServiceProblems({ ...files, name, service, stages }).map((problem) => `service ${name}: ${problem}`),
    ),
    ...findStageProblems({ ...files, stages }),
    ...findVariableProblems(files),
  ];
}

function findMissingServices({ services = {} }) {
  return [...processes, ...engines].filter((name) => !(name in services)).map((name) => `no service ${name}`);
}

function findServiceProblems({ name, service, compose, stages, settingNames }) {
  return [
    ...findSourceProblems({ service, stages }),
    ...findReferenceProblems({ service, compose }),
    ...(processes.includes(name) ? findSettingProblems({ service, settingNames }) : []),
  ];
}

function findSourceProblems({ service: { image, build }, stages }) {
  const problems = [];
  if ((image === undefined) === (build === undefined)) problems.push("needs either image or build");
  if (image !== undefined && !/:[\w.-]*\d/.test(image)) problems.push(`${image} names no version`);
  if (build !== undefined && !stages.has(build.target)) problems.push(`docker/Dockerfile has no stage ${build.target}`);
  return problems;
}

function findReferenceProblems({ service, compose: { services, volumes: declared = {} } }) {
  const problems = [];
  for (const other of Object.keys(service.depends_on ?? {})) {
    if (!(other in services)) problems.push(`depends on ${other}, which is not there`);
    else if (!("healthcheck" in services[other])) problems.push(`waits for ${other}, which has no healthcheck`);
  }
  const undeclared = (service.volumes ?? []).filter((volume) => !(volume.split(":")[0] in declared));
  return [...problems, ...undeclared.map((volume) => `volume ${volume} is not declared`)];
}

function findSettingProblems({ service: { environment = {} }, settingNames }) {
  const unknown = Object.keys(environment).filter((variable) => !settingNames.includes(variable));
  return [
    ...(environment.AUTH_MODE === "full" ? [] : ["AUTH_MODE must be full: others can reach it"]),
    ...unknown.map((variable) => `${variable} is not a setting (packages/domain/src/settings.ts)`),
  ];
}

function findStageProblems({ stages, fileExists }) {
  return processes.flatMap((name) => {
    const entry = `apps/${name}/src/main.ts`;
    const text = withParents(stages, name);
    return [
      ...(startsWithNode(text, entry) ? [] : [`stage ${name} does not start ${entry}`]),
      ...(fileExists(entry) ? [] : [`${entry} is not there`]),
      ...(/^USER (?!root|0\b)/m.test(text) ? [] : [`stage ${name} runs as root`]),
      ...(/^HEALTHCHECK /m.test(text) ? [] : [`stage ${name} says nothing about its health`]),
    ];
  });
}

/** Flags of Node may stand before the entry. */
function startsWithNode(text, entry) {
  const commands = text.matchAll(/^CMD \["node", (?:"--[^"]*", )*"([^"-][^"]*)"\]$/gm);
  return [...commands].some(([, started]) => started === entry);
}

/** Stage name → its text and the stage it starts from. */
function readStages(dockerfile) {
  const parts = dockerfile.split(/^(?=FROM )/m).slice(1);
  return new Map(
    parts.map((text) => {
      const [, parent, name] = /^FROM (\S+) AS (\S+)/.exec(text) ?? [];
      return [name, { parent, text }];
    }),
  );
}

function withParents(stages, name) {
  const stage = stages.get(name);
  return stage === undefined ? "" : withParents(stages, stage.parent) + stage.text;
}

function findVariableProblems({ composeText, exampleText }) {
  const uses = [...composeText.matchAll(/\$\{(\w+)(:[-?])?/g)];
  const explained = new Set([...exampleText.matchAll(/^#? ?([A-Z_]+)=/gm)].map(([, name]) => name));
  return [
    ...uses
      .filter(([, name]) => !explained.has(name))
      .map(([, name]) => `docker/.env.example does not explain ${name}`),
    ...uses
      .filter(([, name, operator]) => secretNames.includes(name) && operator !== ":?")
      .map(([, name]) => `${name} must be required (\${${name}:?…})`),
    ...secretNames
      .filter((name) => new RegExp(`^${name}=.`, "m").test(exampleText))
      .map((name) => `docker/.env.example must not hold a value for ${name}`),
  ];
}
