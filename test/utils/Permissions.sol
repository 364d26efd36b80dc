// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

// Written by scripts/permissions.ts from the contracts' interfaces. Do not edit.

/// @title Permissions: every function that changes anything, and who may call it as its interface says
library Permissions {
    struct Permission {
        string target;
        string name;
        bytes4 selector;
        string caller;
    }

    function all() internal pure returns (Permission[] memory list) {
        list = new Permission[](51);
        list[0] = Permission(
            "Timestamps",
            "commit",
            0xf14fcbc8,
            "anyone, for anyone: the claimant is inside the commitment"
        );
        list[1] = Permission("Works", "approve", 0x095ea7b3, "the token's owner, or their operator");
        list[2] = Permission("Works", "disclose", 0xa49abe77, "the controller, who owns the work's token");
        list[3] = Permission("Works", "discloseVersion", 0xb1ec8f54, "the controller, who owns the work's token");
        list[4] = Permission("Works", "register", 0x3c3a335d, "anyone, as the claimant");
        list[5] = Permission("Works", "registerFor", 0xf85f3af0, "anyone with the claimant's signature");
        list[6] = Permission("Works", "revise", 0x8b6e86d9, "the controller, who owns the work's token");
        list[7] = Permission(
            "Works",
            "safeTransferFrom",
            0x42842e0e,
            "the token's owner, their operator, or whoever they approved"
        );
        list[8] = Permission(
            "Works",
            "safeTransferFrom",
            0xb88d4fde,
            "the token's owner, their operator, or whoever they approved"
        );
        list[9] = Permission("Works", "setApprovalForAll", 0xa22cb465, "anyone, for themselves");
        list[10] = Permission(
            "Works",
            "transferFrom",
            0x23b872dd,
            "the token's owner, their operator, or whoever they approved"
        );
        list[11] = Permission("Terms", "defineTerms", 0xfab9ba44, "anyone");
        list[12] = Permission("Licences", "admit", 0xa0dd0079, "only Terms");
        list[13] = Permission("Licences", "approve", 0x095ea7b3, "the token's owner, or their operator");
        list[14] = Permission("Licences", "buy", 0x7743db5c, "anyone, or the one buyer that the offer names");
        list[15] = Permission(
            "Licences",
            "close",
            0x368d0a04,
            "the offer's licensor; once it is published, also whoever is the licensor now"
        );
        list[16] = Permission("Licences", "derive", 0x1f03db38, "only Works");
        list[17] = Permission("Licences", "prune", 0xfd0beafa, "anyone");
        list[18] = Permission(
            "Licences",
            "publish",
            0x6bccebc8,
            "the licensor: the work's controller, or for a sublicence the holder of its parent"
        );
        list[19] = Permission("Licences", "publishFor", 0xca3c452d, "anyone with the licensor's signature");
        list[20] = Permission(
            "Licences",
            "renew",
            0xf7be75c2,
            "the licence's holder, or whoever they approved (ERC-721); of them only the buyer that the offer names, if it names one"
        );
        list[21] = Permission(
            "Licences",
            "safeTransferFrom",
            0x42842e0e,
            "the token's owner, their operator, or whoever they approved"
        );
        list[22] = Permission(
            "Licences",
            "safeTransferFrom",
            0xb88d4fde,
            "the token's owner, their operator, or whoever they approved"
        );
        list[23] = Permission("Licences", "setApprovalForAll", 0xa22cb465, "anyone, for themselves");
        list[24] = Permission("Licences", "terminate", 0x7a828b28, "only Compliance");
        list[25] = Permission(
            "Licences",
            "transferFrom",
            0x23b872dd,
            "the token's owner, their operator, or whoever they approved"
        );
        list[26] = Permission("Compliance", "notice", 0x48f72007, "whoever is the licensor of the licence now");
        list[27] = Permission("Compliance", "report", 0xd3d618e8, "the licence's holder");
        list[28] = Permission("Compliance", "terminate", 0x7a828b28, "whoever is the licensor of the licence now");
        list[29] = Permission("Compliance", "withdrawNotice", 0xfb57f8c1, "whoever is the licensor of the licence now");
        list[30] = Permission("Royalties", "approve", 0x426a8493, "anyone, for themselves");
        list[31] = Permission("Royalties", "claim", 0xd6e3413e, "a holder of units, for themselves");
        list[32] = Permission("Royalties", "claimFor", 0x2bb486df, "anyone with the holder's signature");
        list[33] = Permission(
            "Royalties",
            "collect",
            0xc24ed7d6,
            "only Licences and Compliance, which name their own caller as payer"
        );
        list[34] = Permission(
            "Royalties",
            "collectFor",
            0x15a001ac,
            "only Licences, which names its own caller as payer"
        );
        list[35] = Permission("Royalties", "open", 0x4244e7ce, "only Works");
        list[36] = Permission("Royalties", "pay", 0x2cf1df81, "anyone");
        list[37] = Permission("Royalties", "permit", 0x7ac2ff7b, "anyone, for themselves");
        list[38] = Permission("Royalties", "release", 0xa571682f, "anyone");
        list[39] = Permission("Royalties", "releaseProceeds", 0xb0f484e1, "anyone");
        list[40] = Permission("Royalties", "setOperator", 0x558a7297, "anyone, for themselves");
        list[41] = Permission("Royalties", "settle", 0x02d33e25, "anyone");
        list[42] = Permission("Royalties", "sweep", 0xba01ed79, "anyone");
        list[43] = Permission("Royalties", "take", 0xf447fc34, "anyone");
        list[44] = Permission("Royalties", "takeAll", 0x8682f842, "anyone");
        list[45] = Permission("Royalties", "transfer", 0x095bcdb6, "a holder of units, for themselves");
        list[46] = Permission(
            "Royalties",
            "transferFrom",
            0xfe99049a,
            "the units' holder, their operator, or whoever has their allowance"
        );
        list[47] = Permission("Royalties", "withdraw", 0xf940e385, "anyone, for themselves");
        list[48] = Permission("Till", "handOver", 0x948fee4d, "only Royalties");
        list[49] = Permission("Colophon", "batch", 0xb780c362, "anyone");
        list[50] = Permission("Colophon", "deploy", 0x00774360, "anyone");
    }
}
