// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title AwkwardToken: a token that moves money as it should, and is awkward to deal with, as many large ones are
abstract contract AwkwardToken {
    mapping(address account => uint256) public balanceOf;
    mapping(address owner => mapping(address spender => uint256)) public allowance;

    function mint(address to, uint256 amount) external {
        balanceOf[to] += amount;
    }

    function _approve(address spender, uint256 amount) internal {
        allowance[msg.sender][spender] = amount;
    }

    function _move(address from, address to, uint256 amount) internal {
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
    }

    function _spend(address from, uint256 amount) internal {
        allowance[from][msg.sender] -= amount;
    }
}

/// @title TetherToken: answers nothing, and takes a new allowance only after the old one is nothing (as USDT on Ethereum)
contract TetherToken is AwkwardToken {
    string public name = "Tether Like";
    string public symbol = "USDTL";
    uint256 public decimals = 6;

    function approve(address spender, uint256 amount) external {
        // Without a reason, as the real one.
        require(amount == 0 || allowance[msg.sender][spender] == 0);
        _approve(spender, amount);
    }

    function transfer(address to, uint256 amount) external {
        _move(msg.sender, to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) external {
        _spend(from, amount);
        _move(from, to, amount);
    }
}

/// @title DenyingToken: takes an allowance and answers that it did not; its name is 32 bytes (as the first tokens')
contract DenyingToken is AwkwardToken {
    bytes32 public constant name = "Maker Like";
    bytes32 public constant symbol = "MKRL";
    uint8 public constant decimals = 18;

    function approve(address spender, uint256 amount) external returns (bool) {
        _approve(spender, amount);
        return false;
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        _move(msg.sender, to, amount);
        return true;
    }

    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        _spend(from, amount);
        _move(from, to, amount);
        return true;
    }
}

/// @title NonZeroToken: refuses an allowance of nothing, and takes any other at once (as BNB on Ethereum)
contract NonZeroToken is AwkwardToken {
    uint8 public constant decimals = 0;

    function approve(address spender, uint256 amount) external returns (bool) {
        require(amount > 0, "nothing is no allowance");
        _approve(spender, amount);
        return true;
    }

    function transfer(address to, uint256 amount) external {
        _move(msg.sender, to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        _spend(from, amount);
        _move(from, to, amount);
        return true;
    }
}
