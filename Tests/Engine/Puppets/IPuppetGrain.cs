using Orleans.Concurrency;

namespace Muster.Tests.Engine.Puppets;

/// <summary>A grain that does as it is told, so that one rule of the engine shows.</summary>
public interface IPuppetGrain : IGrainWithStringKey
{
    Task Say(string line);

    /// <summary>Begins, waits until the test opens the scene's gate, ends.</summary>
    Task Play(string scene);

    [AlwaysInterleave]
    Task PlayBeside(string scene);

    [ReadOnly]
    Task Watch(string scene);

    [OneWay]
    Task Hint(string line);

    [OneWay]
    Task HintAndFail();

    Task<bool> ResumesInItsTurns();

    Task Fail(string message);

    Task<int> ActivationNumber();

    Task Leave();

    Task PlayAndLeave(string scene);

    ValueTask<string> Key();

    ValueTask SayIt(string line);

    Task<IPuppetGrain> Itself();

    Task Ask(IPuppetGrain other, string line);

    Task AskAll(IPuppetGrain other, string[] lines);

    Task AskBack(IPuppetGrain other);

    Task<string?> Topic();

    Task<string?> ChangeTopic(string topic);
}
