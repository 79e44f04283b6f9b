namespace Muster.LoadTests.Relay;

/// <summary>What a relay is asked for; its number is sent between two processes.</summary>
internal enum RelayVerb : byte
{
    Start,
    Post,
    Page,
    Close,
    SignIn,
    Announce,
    Watch,
    WatchConsole,
}
