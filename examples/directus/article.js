module.exports = async function ({ $trigger }) {
  const { body, title, slug } = $trigger.payload;
  return { request: JSON.stringify({ html: body ?? "", title: title ?? null, id: slug ?? null }) };
};
