namespace Muster.Identity;

/// <summary>That of the keys a node's fronts sign with; the silo brings it.</summary>
/// <param name="Value">As the front's own code makes it of its keys.</param>
public sealed record FrontKeysFingerprint(string Value);
