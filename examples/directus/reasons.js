module.exports = async function ({ lint }) {
  const errors = lint.data.findings.filter((finding) => finding.severity === "error");
  return errors.map((finding) => `line ${finding.line}: ${finding.message}`).join("; ");
};
