using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>One place where calls start and grains live. How messages get there and who runs turns is the host's: real time, or simulated.</summary>
internal abstract class Engine(IServiceProvider services, GrainClasses classes)
{
    private IIncomingGrainCallFilter[]? _filters;

    public IServiceProvider Services { get; } = services;

    public GrainClasses Classes { get; } = classes;

    public abstract TimeProvider Time { get; }

    public abstract PendingCalls Pending { get; }

    public abstract EngineOptions Options { get; }

    /// <summary>A wire always copies; one process passes what is marked immutable by reference.</summary>
    public abstract bool CopiesImmutable { get; }

    /// <summary>When simulated, each continuation is a step of its own.</summary>
    public abstract bool InlinesContinuations { get; }

    /// <summary>Real time never runs a caller on the thread of the answer.</summary>
    public virtual TaskCreationOptions PromiseOptions => TaskCreationOptions.RunContinuationsAsynchronously;

    public IIncomingGrainCallFilter[] Filters => _filters ??= [.. Services.GetServices<IIncomingGrainCallFilter>()];

    /// <summary>A reference's call starts. Whoever waits for it is registered in <see cref="Pending"/> of the engine it started in.</summary>
    public abstract void Send(GrainRequest request);

    /// <summary>The call was executed, or refused; its answer lies in it.</summary>
    public abstract void Respond(GrainRequest request);

    /// <summary>The queue has work.</summary>
    public abstract void Schedule(TurnQueue queue);

    /// <summary>Later calls make a new activation.</summary>
    public abstract void Unregister(Activation activation);

    /// <summary>A call that found its activation gone looks for the next one.</summary>
    public abstract void Forward(GrainRequest request);

    /// <summary>The engine itself failed in a turn. Grains' exceptions never come here.</summary>
    public abstract void Broken(Exception failure);

    public abstract GrainId Register(IGrainObserver observer);

    public abstract void Unregister(GrainId observer);

    public GrainReference Reference(Type interfaceType, GrainId id) => ProxyFactory.Create(interfaceType, this, id);
}
