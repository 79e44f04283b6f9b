namespace Muster.Tests.Engine.Puppets;

/// <summary>A grain with observers.</summary>
public interface ISpeakerGrain : IGrainWithStringKey
{
    Task<int> Subscribe(IListener listener);

    Task Unsubscribe(IListener listener);

    Task Tell(params string[] lines);

    Task<string> Ask(string question);
}
