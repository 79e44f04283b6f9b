using Muster.Conversations;

namespace Muster.WebFront.Api;

/// <summary>What a signal is called on a stream: <c>presence</c> is the agent's own there.</summary>
internal static class SignalName
{
    public static string Of(Signal signal) => signal.Kind == Signal.Presence ? "citizen-presence" : signal.Kind;
}
