namespace Muster.Tests.Engine.Puppets;

/// <summary>A grain with a timer.</summary>
public interface ITimekeeperGrain : IGrainWithStringKey
{
    /// <summary>Each tick writes its number; the third throws.</summary>
    Task StartTicking(TimeSpan period, bool keepAlive);

    /// <summary>Stays in its turn until the gate opens.</summary>
    Task Play(string scene);

    Task StopTicking();
}
