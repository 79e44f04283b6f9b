using System.Reflection;
using Orleans.Runtime;

namespace Orleans;

/// <summary>A call that arrived at its grain.</summary>
public interface IIncomingGrainCallContext : IGrainCallContext
{
    IGrainContext TargetContext { get; }

    MethodInfo ImplementationMethod { get; }
}
