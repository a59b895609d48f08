"""What the figures of many articles come to: same question?, whose word, who agrees, what it adds up to. Pure: values in, values out."""
