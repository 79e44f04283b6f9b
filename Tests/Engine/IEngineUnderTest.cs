namespace Muster.Tests.Engine;

/// <summary>A running engine, and a place outside it where a client's code runs.</summary>
public interface IEngineUnderTest : IAsyncDisposable
{
    IGrainFactory Grains { get; }

    /// <summary>Runs the test's own code as a client's.</summary>
    Task Run(Func<Task> body);
}
