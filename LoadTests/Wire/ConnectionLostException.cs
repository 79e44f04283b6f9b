namespace Muster.LoadTests.Wire;

/// <summary>The other end is gone, or was never there: what was under way has an unknown outcome.</summary>
internal sealed class ConnectionLostException(string message, Exception? cause = null) : Exception(message, cause);
