using System.Reflection;

namespace Muster.Tests.Node;

/// <summary>A queue of <see cref="GrainsThatNoteTheirWaking"/>.</summary>
public class QueueThatNotes : DispatchProxy
{
    public Action Woken { get; set; } = () => { };

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        Woken();
        return Task.CompletedTask;
    }
}
