namespace Muster.WebFront.Abuse;

/// <summary>What somebody who starts while there is an attack is asked for: a proof of work now, or to come again after a wait.</summary>
/// <param name="Token">Signed by this front's keys; for the one conversation that was to be started, and no other.</param>
/// <param name="Difficulty">Leading zero bits of the proof.</param>
/// <param name="Wait">After that it is let in without a proof, if not too many wait.</param>
internal sealed record Challenge(string Token, int Difficulty, TimeSpan Wait);

/// <summary>What a start brings to the door.</summary>
/// <param name="Token">A challenge's token.</param>
/// <param name="Nonce">What solves it; null for whoever has waited instead.</param>
internal readonly record struct AtTheDoor(string? Token = null, uint? Nonce = null);
