using System.Globalization;
using Orleans.Runtime;

namespace Orleans;

/// <summary>Who a grain or a reference is, and how to hand oneself to others.</summary>
public static class GrainExtensions
{
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        var reference = grain switch
        {
            GrainReference already => already,
            IGrainBase self => self.GrainContext.GrainReference,
            _ => throw new ArgumentException($"{nameof(AsReference)} has been called on an unexpected type: {grain.GetType().FullName}.", nameof(grain)),
        };
        return reference is TGrainInterface fits ? fits : (TGrainInterface)(object)reference.Engine.Reference(typeof(TGrainInterface), reference.GrainId);
    }

    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain) => grain.AsReference<TGrainInterface>();

    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        GrainReference reference => reference.GrainId,
        IGrainBase self => self.GrainContext.GrainId,
        null => throw new ArgumentNullException(nameof(grain)),
        _ => throw new ArgumentException($"{nameof(GetGrainId)} has been called on an unexpected type: {grain.GetType().FullName}.", nameof(grain)),
    };

    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();

    public static long GetPrimaryKeyLong(this IAddressable grain) =>
        long.Parse(grain.GetGrainId().Key.ToString(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
