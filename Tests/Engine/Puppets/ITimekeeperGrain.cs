using Orleans.Concurrency;

namespace Muster.Tests.Engine.Puppets;

/// <summary>A grain with a timer.</summary>
public interface ITimekeeperGrain : IGrainWithStringKey
{
    /// <summary>Each tick writes its number; the third throws.</summary>
    Task StartTicking(TimeSpan period, bool keepAlive);

    /// <summary>As often, but beside whatever runs.</summary>
    [AlwaysInterleave]
    Task StartBeatingBeside(TimeSpan period);

    /// <summary>Is not collected for so long.</summary>
    Task Stay(TimeSpan time);

    /// <summary>Stays in its turn until the gate opens.</summary>
    Task Play(string scene);

    Task StopTicking();
}
