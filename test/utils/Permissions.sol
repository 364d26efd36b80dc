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
        list = new Permission[](70);
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
        list[11] = Permission("Terms", "defineTerms", 0xa028e51d, "anyone");
        list[12] = Permission(
            "Offers",
            "buy",
            0x7f850042,
            "anyone, or the one buyer that the offer names, or anyone for them; if the terms name rules, for themselves"
        );
        list[13] = Permission("Offers", "buyFor", 0xf5666a5a, "anyone with the recipient's signature");
        list[14] = Permission(
            "Offers",
            "close",
            0xbcfc9b6f,
            "the offer's licensor; once it is published, also whoever is the licensor now; or an agent of either"
        );
        list[15] = Permission(
            "Offers",
            "publish",
            0x2a424b81,
            "the licensor (the work's controller, or for a sublicence the holder of its parent), or their agent"
        );
        list[16] = Permission("Offers", "publishFor", 0x37db378c, "anyone with the licensor's signature");
        list[17] = Permission(
            "Offers",
            "renew",
            0x11b4a769,
            "anyone, or of a licence with duties its holder, their agent, or whoever they approved (ERC-721); of them only the buyer that the offer names, or anyone for them, if it names one"
        );
        list[18] = Permission("Licences", "accept", 0x19b05f49, "anyone, for themselves");
        list[19] = Permission("Licences", "admit", 0xb2d39c19, "only Terms");
        list[20] = Permission("Licences", "admitUnder", 0xed7ff815, "only Offers");
        list[21] = Permission("Licences", "approve", 0x095ea7b3, "the token's owner, or their operator");
        list[22] = Permission("Licences", "derive", 0x1f03db38, "only Works");
        list[23] = Permission("Licences", "extend", 0xfd6908d1, "only Offers, which names its own caller as payer");
        list[24] = Permission("Licences", "grant", 0x58faed3c, "only Offers, which names its own caller");
        list[25] = Permission("Licences", "prune", 0x66eff206, "anyone");
        list[26] = Permission(
            "Licences",
            "safeTransferFrom",
            0x42842e0e,
            "the token's owner, their operator, or whoever they approved"
        );
        list[27] = Permission(
            "Licences",
            "safeTransferFrom",
            0xb88d4fde,
            "the token's owner, their operator, or whoever they approved"
        );
        list[28] = Permission("Licences", "setAgent", 0xbb861f6b, "anyone, for themselves");
        list[29] = Permission("Licences", "setApprovalForAll", 0xa22cb465, "anyone, for themselves");
        list[30] = Permission("Licences", "surrender", 0xfd61d10b, "the licence's holder");
        list[31] = Permission("Licences", "terminate", 0x84350271, "only the rules that the licence's terms name");
        list[32] = Permission(
            "Licences",
            "transferFrom",
            0x23b872dd,
            "the token's owner, their operator, or whoever they approved"
        );
        list[33] = Permission(
            "Compliance",
            "amend",
            0xb8eedf71,
            "the licence's holder, their agent, or whoever they approved (ERC-721)"
        );
        list[34] = Permission(
            "Compliance",
            "answer",
            0x19ee60fc,
            "the licence's holder, their agent, or whoever they approved (ERC-721)"
        );
        list[35] = Permission(
            "Compliance",
            "contest",
            0x112cede7,
            "the licence's holder, their agent, or whoever they approved (ERC-721)"
        );
        list[36] = Permission(
            "Compliance",
            "notice",
            0x1b180f58,
            "whoever is the licensor of the licence now, or their agent"
        );
        list[37] = Permission(
            "Compliance",
            "pay",
            0x17481edb,
            "anyone; tax is withheld by the licence's holder, their agent, or whoever they approved"
        );
        list[38] = Permission(
            "Compliance",
            "report",
            0x157c1ea9,
            "the licence's holder, their agent, or whoever they approved (ERC-721)"
        );
        list[39] = Permission("Compliance", "rule", 0x311a6c56, "only the arbitrator of the dispute");
        list[40] = Permission(
            "Compliance",
            "terminate",
            0x84350271,
            "whoever is the licensor of the licence now, or their agent"
        );
        list[41] = Permission(
            "Compliance",
            "withdrawNotice",
            0xfb57f8c1,
            "whoever is the licensor of the licence now, or their agent"
        );
        list[42] = Permission("Royalties", "approve", 0x426a8493, "anyone, for themselves");
        list[43] = Permission("Royalties", "claim", 0xd6e3413e, "a holder of units, for themselves");
        list[44] = Permission("Royalties", "claimFor", 0x2bb486df, "anyone with the holder's signature");
        list[45] = Permission(
            "Royalties",
            "collect",
            0xc24ed7d6,
            "only Offers and Compliance, which name their own caller as payer"
        );
        list[46] = Permission(
            "Royalties",
            "collectFor",
            0xe69552ba,
            "only Offers and Compliance, which name their own caller as payer"
        );
        list[47] = Permission("Royalties", "open", 0x4244e7ce, "only Works");
        list[48] = Permission("Royalties", "pay", 0x2cf1df81, "anyone");
        list[49] = Permission("Royalties", "payFor", 0xece42d9b, "anyone");
        list[50] = Permission("Royalties", "permit", 0x7ac2ff7b, "anyone, for themselves");
        list[51] = Permission("Royalties", "release", 0xa571682f, "anyone");
        list[52] = Permission("Royalties", "releaseProceeds", 0xb0f484e1, "anyone");
        list[53] = Permission("Royalties", "setOperator", 0x558a7297, "anyone, for themselves");
        list[54] = Permission("Royalties", "settle", 0x02d33e25, "anyone");
        list[55] = Permission("Royalties", "sweep", 0xba01ed79, "anyone");
        list[56] = Permission("Royalties", "take", 0xf447fc34, "anyone");
        list[57] = Permission("Royalties", "takeAll", 0x8682f842, "anyone");
        list[58] = Permission("Royalties", "transfer", 0x095bcdb6, "a holder of units, for themselves");
        list[59] = Permission(
            "Royalties",
            "transferFrom",
            0xfe99049a,
            "the units' holder, their operator, or whoever has their allowance"
        );
        list[60] = Permission("Royalties", "withdraw", 0xf940e385, "anyone, for themselves");
        list[61] = Permission("Till", "handOver", 0x948fee4d, "only Royalties");
        list[62] = Permission("Colophon", "batch", 0xb780c362, "anyone");
        list[63] = Permission("Colophon", "deploy", 0x00774360, "anyone");
        list[64] = Permission("Agreements", "conclude", 0x77a25aee, "anyone with the signatures of all parties");
        list[65] = Permission("Agreements", "end", 0xafd817b3, "anyone with the signatures of all parties");
        list[66] = Permission("Agreements", "leave", 0xcf3ffe34, "a party whom the agreement lets end it alone");
        list[67] = Permission(
            "Agreements",
            "leaveFor",
            0x882a70d8,
            "anyone with the signature of a party whom the agreement lets end it alone"
        );
        list[68] = Permission("Assignments", "cancel", 0xd06ea47c, "the seller or the buyer that the order names");
        list[69] = Permission(
            "Assignments",
            "take",
            0x841449de,
            "a party with the signature of the other, or anyone with both"
        );
    }
}
