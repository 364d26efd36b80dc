// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title PlainToken: an ordinary ERC-20 with any number of decimals, which anybody can make
contract PlainToken is ERC20 {
    uint8 private immutable DECIMALS;

    constructor(uint8 decimals_) ERC20("Plain", "PLAIN") {
        DECIMALS = decimals_;
    }

    function decimals() public view override returns (uint8) {
        return DECIMALS;
    }

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }
}

/// @title FeeToken: burns one per cent of every transfer
contract FeeToken is PlainToken(18) {
    function _update(address from, address to, uint256 amount) internal override {
        if (from != address(0) && to != address(0)) {
            super._update(from, address(0), amount / 100);
            amount -= amount / 100;
        }
        super._update(from, to, amount);
    }
}

/// @title AllFeeToken: nothing of a transfer arrives
contract AllFeeToken is PlainToken(18) {
    function _update(address from, address to, uint256 amount) internal override {
        super._update(from, from == address(0) ? to : address(0), amount);
    }
}

/// @title RebasingToken: every balance is a share of a supply that changes
contract RebasingToken is PlainToken(18) {
    uint256 private _percent = 100;

    function rebase(uint256 percent) external {
        _percent = percent;
    }

    function balanceOf(address account) public view override returns (uint256) {
        return (super.balanceOf(account) * _percent) / 100;
    }

    function _update(address from, address to, uint256 amount) internal override {
        super._update(from, to, from == address(0) ? amount : (amount * 100) / _percent);
    }
}

/// @title MissingReturnToken: moves tokens, but answers nothing (as USDT does)
contract MissingReturnToken {
    mapping(address account => uint256) public balanceOf;
    mapping(address owner => mapping(address spender => uint256)) public allowance;

    function mint(address to, uint256 amount) external {
        balanceOf[to] += amount;
    }

    function approve(address spender, uint256 amount) external {
        allowance[msg.sender][spender] = amount;
    }

    function transfer(address to, uint256 amount) external {
        balanceOf[msg.sender] -= amount;
        balanceOf[to] += amount;
    }

    function transferFrom(address from, address to, uint256 amount) external {
        allowance[from][msg.sender] -= amount;
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
    }
}

/// @title SwitchToken: an ordinary token until it is switched to something else
contract SwitchToken is PlainToken(18) {
    enum Mode {
        Ordinary,
        Paused,
        AnswersFalse,
        MovesNothing
    }

    Mode private _mode;
    mapping(address account => bool) private _blocked;

    error Paused();
    error Blocked(address account);

    function switchTo(Mode mode) external {
        _mode = mode;
    }

    function blockAccount(address account, bool blocked) external {
        _blocked[account] = blocked;
    }

    /// @dev Takes away what somebody has, as no token should.
    function confiscate(address account, uint256 amount) external {
        _burn(account, amount);
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        if (_mode == Mode.AnswersFalse) return false;
        if (_mode == Mode.MovesNothing) return true;
        return super.transfer(to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        if (_mode == Mode.AnswersFalse) return false;
        if (_mode == Mode.MovesNothing) return true;
        return super.transferFrom(from, to, amount);
    }

    function _update(address from, address to, uint256 amount) internal override {
        if (_mode == Mode.Paused) revert Paused();
        if (_blocked[from]) revert Blocked(from);
        if (_blocked[to]) revert Blocked(to);
        super._update(from, to, amount);
    }
}

/// @title NoZeroToken: refuses transfers of nothing
contract NoZeroToken is PlainToken(18) {
    error ZeroTransfer();

    function _update(address from, address to, uint256 amount) internal override {
        if (amount == 0) revert ZeroTransfer();
        super._update(from, to, amount);
    }
}

/// @title HookToken: calls whoever asked for it before and after tokens move (as ERC-777 does)
contract HookToken is PlainToken(18) {
    address private _hook;

    function setHook(address hook) external {
        _hook = hook;
    }

    function _update(address from, address to, uint256 amount) internal override {
        if (_hook != address(0)) ITokenHook(_hook).beforeTokens(from, to, amount);
        super._update(from, to, amount);
        if (_hook != address(0)) ITokenHook(_hook).afterTokens(from, to, amount);
    }
}

/// @title ITokenHook: what HookToken calls
interface ITokenHook {
    function beforeTokens(address from, address to, uint256 amount) external;

    function afterTokens(address from, address to, uint256 amount) external;
}

/// @title BackDoor: a second address for the same token and the same balances
contract BackDoor {
    TwoDoorToken private immutable TOKEN;

    constructor(TwoDoorToken token) {
        TOKEN = token;
    }

    function balanceOf(address account) external view returns (uint256) {
        return TOKEN.balanceOf(account);
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        TOKEN.move(msg.sender, msg.sender, to, amount);
        return true;
    }

    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        TOKEN.move(msg.sender, from, to, amount);
        return true;
    }
}

/// @title TwoDoorToken: a token with two addresses
contract TwoDoorToken is PlainToken(18) {
    BackDoor public immutable backDoor = new BackDoor(this);

    function move(address caller, address from, address to, uint256 amount) external {
        require(msg.sender == address(backDoor), "not the back door");
        if (caller != from) _spendAllowance(from, caller, amount);
        _transfer(from, to, amount);
    }
}
