namespace Muster.WebFront.Api;

/// <summary>What a start says besides the words.</summary>
/// <param name="Session">The id the browser made up for itself, 22 to 64 of <c>A-Z a-z 0-9 _ -</c>; null where it does not say.</param>
/// <param name="Challenge">The token of a challenge it was asked for.</param>
/// <param name="Nonce">What solves that; null for whoever has waited instead.</param>
internal readonly record struct BroughtByBrowser(string? Session = null, string? Challenge = null, uint? Nonce = null);
