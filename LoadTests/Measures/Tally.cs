namespace Muster.LoadTests.Measures;

/// <summary>What happened to everything that began while this tally was the open one.</summary>
internal sealed class Tally
{
    /// <summary>From the intended time until the sender had its acknowledgement.</summary>
    public Latencies Acknowledged { get; } = new();

    /// <summary>From the intended time until the other side's stream showed it.</summary>
    public Latencies Delivered { get; } = new();

    /// <summary>From the intended start until an agent's stream showed the first message.</summary>
    public Latencies Reached { get; } = new();

    /// <summary>From asking to close until the next waiting citizen was on the same agent's stream.</summary>
    public Latencies Refilled { get; } = new();

    /// <summary>Requests that were insisted on until they were answered.</summary>
    public long Requests { get; set; }

    /// <summary>Those of them that were lost or refused for now at the first attempt.</summary>
    public long Failed { get; set; }

    /// <summary>Those of them that one retry did not heal.</summary>
    public long NotHealed { get; set; }

    /// <summary>429 and 503.</summary>
    public long Refused { get; set; }

    /// <summary>Requests whose outcome was unknown.</summary>
    public long SentAgain { get; set; }
}
