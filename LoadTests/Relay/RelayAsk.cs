namespace Muster.LoadTests.Relay;

/// <summary>A request as it came in by HTTP.</summary>
/// <param name="Verb">what for</param>
/// <param name="Conversation">empty where it is about none</param>
/// <param name="Authorization">the header; empty without</param>
/// <param name="Cookie">the header; empty without</param>
/// <param name="After">entries from this one on, or the cursor of a console</param>
/// <param name="Body">JSON</param>
internal sealed record RelayAsk(RelayVerb Verb, string Conversation, string Authorization, string Cookie, long After, byte[] Body);
