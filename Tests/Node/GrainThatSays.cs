using System.Reflection;

namespace Muster.Tests.Node;

/// <summary>One of <see cref="GrainsThatSay"/>.</summary>
public class GrainThatSays : DispatchProxy
{
    public object? Answer { get; set; }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Answer;
}
