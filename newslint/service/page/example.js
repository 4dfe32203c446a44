// An article with something of everything that newslint mends.

export const EXAMPLE = `Harbour bridge closed after storm

The cabinet of Mira Tolan has approved the grain corridor to kyiv, the Harbour Gazetteand Evening Bell reported on Tuesday. Mira Tolanwould not say when the first ship leaves, in a week in the that two freighters were damaged.

“We have waited long enough, the crews know that and sail they will“she told the Gazette. Dockers had waited on the quay since the morning.

Share on Facebook
Share on Twitter
`;
