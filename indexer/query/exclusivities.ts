/** As the Terms contract numbers them. */
export const exclusivities = ["non-exclusive", "sole", "exclusive"] as const;
