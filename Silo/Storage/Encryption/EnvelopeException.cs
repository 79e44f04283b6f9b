namespace Muster.Silo.Storage.Encryption;

/// <summary>A record cannot be opened; the message says why, to be put behind what it is.</summary>
public sealed class EnvelopeException(string why) : Exception(why);
