using System.Runtime.CompilerServices;

namespace Orleans.Embedded;

/// <summary>
/// Exceptions cross by reference inside a process and as a new object of the same type over a wire: message, inner exception, number, where it
/// was thrown, and what the type itself covers. The rest is lost (Orleans' ExceptionCodec).
/// </summary>
internal sealed class ExceptionCopier(Type type) : TypeCopier
{
    private readonly MemberCopier? _members =
        type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false) ? MemberCopier.OfCoveredMembers(type) : null;

    public override object Copy(object source, CopyContext context)
    {
        if (!context.EvenImmutable || source is AggregateException)
        {
            return source;
        }

        var from = (Exception)source;
        var copy = (Exception)RuntimeHelpers.GetUninitializedObject(type);
        context.Remember(source, copy);
        Message(copy) = from.Message;
        Inner(copy) = context.Copy(from.InnerException);
        RemoteStackTrace(copy) = from.StackTrace is { } trace ? trace + Environment.NewLine : null;
        copy.HResult = from.HResult;
        _members?.CopyMembers(source, copy, context);
        return copy;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_message")]
    private static extern ref string? Message(Exception exception);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_innerException")]
    private static extern ref Exception? Inner(Exception exception);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_remoteStackTraceString")]
    private static extern ref string? RemoteStackTrace(Exception exception);
}
