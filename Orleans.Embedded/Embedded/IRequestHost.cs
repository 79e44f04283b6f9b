using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>Where a call is executed: an activation, or an observer's place.</summary>
internal interface IRequestHost
{
    object? Instance { get; }

    Engine Engine { get; }

    IGrainContext? GrainContext { get; }

    /// <summary>The call is over, in a turn of this host; its answer lies in it.</summary>
    void Completed(GrainRequest request);
}
