using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>A grain that hands itself over hands over a reference.</summary>
internal sealed class GrainItselfCopier : TypeCopier
{
    public static GrainItselfCopier Instance { get; } = new();

    public override object Copy(object source, CopyContext context) => ((IGrainBase)source).GrainContext.GrainReference;

    public static GrainReference As(IGrainBase grain, Type interfaceType)
    {
        var reference = grain.GrainContext.GrainReference;
        return interfaceType.IsInstanceOfType(reference) ? reference : reference.Engine.Reference(interfaceType, reference.GrainId);
    }
}
